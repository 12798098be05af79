package org.fusefixture.internal.sandbox.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * A keeper process: a shell in the host's namespaces that runs something and cleans up on the host
 * when that is over.
 *
 * <p>It is told to end (SIGTERM) when the thread that started it dies: PR_SET_PDEATHSIG of prctl(2)
 * means the thread, not the process. So a thread of its own starts it, and lives as long as it.
 */
public final class Keeper {
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration END_LIMIT = Duration.ofSeconds(15);
  private static final List<String> BOUND_TO_THREAD =
      List.of("setpriv", "--pdeathsig", "TERM", "--", "sh", "-c");

  private final Process process;

  private Keeper(Process process) {
    this.process = process;
  }

  /**
   * @param name for its thread
   * @param log gets its standard error, and that of what it runs
   */
  public static Keeper start(String name, ShellScript script, List<String> arguments, LogTail log) {
    List<String> command = new ArrayList<>(BOUND_TO_THREAD);
    command.add(script.text());
    command.add("fuse-fixture-keeper");
    command.addAll(arguments);
    CompletableFuture<Process> started = new CompletableFuture<>();
    daemon(name, () -> run(command, started)).start();
    Process process;
    try {
      process = started.join();
    } catch (CompletionException e) {
      throw new SandboxFailedException(
          "cannot start " + command.get(0) + ": " + e.getCause().getMessage(), e.getCause());
    }
    daemon(name + "-log", () -> copy(process.getErrorStream(), log)).start();
    return new Keeper(process);
  }

  /** Its standard streams are those of what it runs. */
  public Process process() {
    return process;
  }

  /** What it makes visible mounts appear beneath; there once what it runs has answered. */
  public Path visibleDirectory(Path runtimeDirectory) {
    return runtimeDirectory.resolve("visible").resolve(Long.toString(process.pid()));
  }

  /** Waits for its first line, and whether there was one before its end. */
  boolean saysReady() {
    try {
      return process.inputReader().readLine() != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Closes its input, from which it learns that it is over. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // it learns it by SIGTERM as well
    }
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Waits for its end, which was caused already by the end of its input; helps after a while.
   *
   * @throws SandboxFailedException if it does not end, for which a process in an uninterruptible
   *     sleep can be the reason
   */
  public void end() {
    if (ended(LEAVE_LIMIT)) {
      return;
    }
    process.destroy(); // SIGTERM: it kills what it runs, and cleans up
    if (!ended(END_LIMIT)) {
      process.destroyForcibly();
      throw new SandboxFailedException(
          "the keeper of a sandbox (process "
              + process.pid()
              + ") did not end within "
              + LEAVE_LIMIT.plus(END_LIMIT).toSeconds()
              + " s and was killed; look for mounts and processes that it left");
    }
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void run(List<String> command, CompletableFuture<Process> started) {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
      return;
    }
    started.complete(process);
    boolean ended = false;
    while (!ended) {
      try {
        process.waitFor();
        ended = true;
      } catch (InterruptedException e) {
        continue; // this thread must not die before the process does
      }
    }
  }

  private static void copy(InputStream from, LogTail log) {
    byte[] buffer = new byte[8192];
    try (from) {
      int count;
      while ((count = from.read(buffer)) >= 0) {
        log.append(buffer, count);
      }
    } catch (IOException e) {
      log.appendLine("(the log ends here: " + e.getMessage() + ")");
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
