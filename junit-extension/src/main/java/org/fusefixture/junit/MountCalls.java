package org.fusefixture.junit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.nio.MountAgent;
import org.fusefixture.internal.report.TestReport.FileFinding;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/** Calls the agent about one mount, and turns failures into the exceptions that tests know. */
final class MountCalls {
  /** The agent itself limits each call through the mount; this is for an agent that does not. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final String PACKAGE = MountCalls.class.getPackageName() + '.';

  private final Sandbox sandbox;
  private final int mount;
  private final long seed;
  private final Duration limit;
  private final Set<ClientPages> pages = ConcurrentHashMap.newKeySet();
  private final Set<ForkedClient> forks = ConcurrentHashMap.newKeySet();
  private final Map<ClientFile, String> files = new ConcurrentHashMap<>();
  private final List<FileFinding> findings = new CopyOnWriteArrayList<>();

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

  /** A process that the test has to close, or else the mount. */
  void own(ForkedClient fork) {
    forks.add(fork);
  }

  /** Forgets a process that was closed. */
  void disown(ForkedClient closed) {
    forks.remove(closed);
  }

  /** Longest time of one call, as seen from here. */
  Duration limit() {
    return limit;
  }

  /** A file that the test has to close. */
  void own(ClientFile opened) {
    files.put(opened, StackWalker.getInstance().walk(MountCalls::origin));
  }

  /** Forgets a file that was closed. */
  void disown(ClientFile closed) {
    files.remove(closed);
  }

  /** The files that the test has not closed, each with where it was opened. */
  List<String> openFiles() {
    return files.entrySet().stream()
        .map(entry -> '"' + entry.getKey().path() + "\", opened " + entry.getValue())
        .sorted()
        .toList();
  }

  private static String origin(Stream<StackWalker.StackFrame> frames) {
    return frames
        .filter(frame -> !frame.getClassName().startsWith(PACKAGE + "Client"))
        .filter(frame -> !frame.getClassName().equals(MountCalls.class.getName()))
        .findFirst()
        .map(frame -> "at " + frame.toStackTraceElement())
        .orElse("an unknown place");
  }

  /** Forgets pages that were closed. */
  void disown(ClientPages closed) {
    pages.remove(closed);
  }

  /** Frees what tests did not; a failure of that says nothing that the sandbox does not say. */
  void freePages() {
    for (ForkedClient left : forks) {
      try {
        left.close();
      } catch (RuntimeException e) {
        forks.remove(left);
      }
    }
    for (ClientPages left : pages) {
      try {
        left.free();
      } catch (RuntimeException e) {
        pages.remove(left);
      }
    }
  }

  /** Keeps a verdict on a file for the report, if it is a bad one. */
  FileVerdict note(String path, String how, FileVerdict verdict) {
    if (!verdict.verdict().holds()) {
      findings.add(new FileFinding(path, how, verdict.verdict()));
    }
    return verdict;
  }

  /** The bad verdicts so far. */
  List<FileFinding> findings() {
    return List.copyOf(findings);
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

  /** The other two processes are in the failure already; see {@code HangStacks}. */
  private static ClientIOException withStacks(ClientIOException hang) {
    hang.addSuppressed(new TestJvmStacks());
    return hang;
  }

  private RuntimeException translate(ControlException failure) {
    ControlError.Kind kind = failure.kind();
    return switch (kind) {
      case TIMEOUT -> withStacks(new ClientIOException(failure));
      case ERRNO, SERVER_DIED -> new ClientIOException(failure);
      case DISCONNECTED ->
          SandboxFailedException.withLog(
              sandbox.description() + " is gone: " + failure.getMessage(),
              sandbox.logTail(),
              failure);
      default -> failure;
    };
  }
}
