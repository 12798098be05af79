package org.fusefixture.junit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.fusefixture.control.AgentService;
import org.fusefixture.control.ControlError;
import org.fusefixture.control.ControlException;
import org.fusefixture.nio.MountAgent;
import org.fusefixture.sandbox.Sandbox;
import org.fusefixture.sandbox.SandboxFailedException;
import org.fusefixture.stamp.Stamp;

/** Calls the agent about one mount, and turns failures into the exceptions that tests know. */
final class MountCalls {
  /** The agent itself limits each call through the mount; this is for an agent that does not. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Sandbox sandbox;
  private final int mount;
  private final long seed;
  private final Duration limit;
  private final Set<ClientPages> pages = ConcurrentHashMap.newKeySet();

  MountCalls(Sandbox sandbox, int mount, long seed, Duration requestLimit) {
    this.sandbox = sandbox;
    this.mount = mount;
    this.seed = seed;
    this.limit = requestLimit.plus(GRACE);
  }

  /** Pages that the test has to close, or else the mount. */
  void own(ClientPages allocated) {
    pages.add(allocated);
  }

  /** Forgets pages that were closed. */
  void disown(ClientPages closed) {
    pages.remove(closed);
  }

  /** Frees what tests did not; a failure of that says nothing that the sandbox does not say. */
  void freePages() {
    for (ClientPages left : pages) {
      try {
        left.free();
      } catch (RuntimeException e) {
        pages.remove(left);
      }
    }
  }

  /** Identifies the mount in its sandbox. */
  int mount() {
    return mount;
  }

  /** Part of every stamp. */
  long seed() {
    return seed;
  }

  /** What the client puts into a file in a generation. */
  Stamp stamp(String path, long generation) {
    return new Stamp(seed, FileNumber.of(path), generation);
  }

  /** The same agent for {@code java.nio.file}, which has exceptions of its own. */
  MountAgent agent(String mountPoint) {
    return new MountAgent() {
      @Override
      public int mount() {
        return mount;
      }

      @Override
      public String mountPoint() {
        return mountPoint;
      }

      @Override
      public <T> T call(String call, Function<AgentService, CompletableFuture<T>> request) {
        return sandbox.control().call(call, limit, request);
      }
    };
  }

  <T> T call(String call, Function<AgentService, CompletableFuture<T>> request) {
    return call(call, limit, request);
  }

  <T> T call(String call, Duration longest, Function<AgentService, CompletableFuture<T>> request) {
    try {
      return sandbox.control().call(call, longest, request);
    } catch (ControlException e) {
      throw translate(e);
    }
  }

  private RuntimeException translate(ControlException failure) {
    ControlError.Kind kind = failure.kind();
    return switch (kind) {
      case ERRNO, TIMEOUT, SERVER_DIED -> new ClientIOException(failure);
      case DISCONNECTED ->
          SandboxFailedException.withLog(
              sandbox.description() + " is gone: " + failure.getMessage(),
              sandbox.logTail(),
              failure);
      default -> failure;
    };
  }
}
