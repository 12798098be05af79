package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.mount.MountInfo;
import org.fusefixture.internal.session.fault.SessionFaults;

/**
 * A mount below a temporary directory. Tests touch it through {@link #client}: in a thread of its
 * own, with a limit, after which the connection is aborted.
 */
final class MountedFixture implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path directory;
  private final FuseSession session;
  private final SessionFaults faults;

  private MountedFixture(Path directory, FuseSession session, SessionFaults faults) {
    this.directory = directory;
    this.session = session;
    this.faults = faults;
  }

  static MountedFixture mount(FuseFilesystem filesystem, TransferMode mode) {
    return mount(filesystem, SessionConfiguration.of(mode));
  }

  static MountedFixture mount(FuseFilesystem filesystem, SessionConfiguration configuration) {
    Path directory = null;
    try {
      directory = Files.createTempDirectory("fuse fixture");
      SessionFaults faults = new SessionFaults(filesystem);
      return new MountedFixture(
          directory, FuseSession.mount(directory, filesystem, configuration, faults), faults);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      assertThat(MountInfo.at(directory)).isEmpty();
      delete(directory);
      throw e;
    }
  }

  FuseSession session() {
    return session;
  }

  SessionFaults faults() {
    return faults;
  }

  /** The path of a file in the mount, for clients. */
  Path path(String name) {
    return directory.resolve(name);
  }

  /** Calls something that touches the mount. */
  <T> T client(Callable<T> call) throws Exception {
    return await(start(call));
  }

  /** Starts something that touches the mount. */
  <T> CompletableFuture<T> start(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Exception | Error e) {
                result.completeExceptionally(e);
              }
            },
            "client");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** Waits for a call that was started. */
  <T> T await(CompletableFuture<T> result) throws Exception {
    return await(result, LIMIT);
  }

  /** Waits so long for a call that was started. */
  <T> T await(CompletableFuture<T> result, Duration limit) throws Exception {
    try {
      return result.get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      String unanswered = session.unanswered().toString();
      session.abort();
      throw new AssertionError(
          "a client's call did not return within " + limit + "; unanswered: " + unanswered, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    session.close();
    assertThat(MountInfo.at(directory)).isEmpty();
    delete(directory);
  }

  private static void delete(Path directory) {
    try {
      Files.delete(directory);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
