package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.fusefixture.internal.linux.ProcessStatus;

/**
 * A process that was sent SIGSTOP. Each of its threads stops when it next leaves the kernel, or is
 * about to sleep there, and may do a little more until then.
 */
final class StoppedProcess {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private StoppedProcess() {}

  /** Waits until every thread has stopped. */
  static void await(long pid) {
    await(pid, () -> true);
  }

  /** Waits until every thread has stopped, or that is no longer meant. */
  static void await(long pid, BooleanSupplier meant) {
    long start = System.nanoTime();
    while (meant.getAsBoolean() && !isStopped(pid)) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new IllegalStateException(
            "process " + pid + " has not stopped within " + LIMIT + " of a SIGSTOP");
      }
      Pauses.shortly();
    }
  }

  private static boolean isStopped(long pid) {
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads) {
        if (!isStopped(thread)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new IllegalStateException("process " + pid + " is gone", e);
    }
  }

  private static boolean isStopped(Path thread) {
    return ProcessStatus.read(thread)
        .map(status -> status.state() == 'T')
        .orElse(true); // it has just ended
  }
}
