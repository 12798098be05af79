package org.fusefixture.internal.sandbox.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * A shell in the host's namespaces that runs a sandbox and cleans up on the host when the sandbox
 * ends.
 *
 * <p>The kernel sends it SIGTERM when the thread that started it dies: PR_SET_PDEATHSIG of prctl(2)
 * refers to the thread, not to the process. Therefore a thread of its own starts the shell and
 * lives as long as the shell.
 */
public final class HostShell {
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration END_LIMIT = Duration.ofSeconds(15);
  private static final List<String> BOUND_TO_THREAD =
      List.of("setpriv", "--pdeathsig", "TERM", "--", "sh", "-c");

  private final Process process;

  private HostShell(Process process) {
    this.process = process;
  }

  /**
   * @param name of the thread
   * @param log receives standard error of the shell and of what it runs
   */
  public static HostShell start(String name, Script script, List<String> arguments, LogTail log) {
    List<String> command = new ArrayList<>(BOUND_TO_THREAD);
    command.add(script.text());
    command.add("fuse-fixture-host-shell");
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
    return new HostShell(process);
  }

  /** The shell, whose standard streams are those of what it runs. */
  public Process process() {
    return process;
  }

  /** The directory of visible mounts; it exists once what the shell runs has answered. */
  public Path visibleDirectory(Path runtimeDirectory) {
    return runtimeDirectory.resolve("visible").resolve(Long.toString(process.pid()));
  }

  /** Waits for its first line; false if it ends without one. */
  boolean saysReady() {
    try {
      return process.inputReader().readLine() != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Closes its input, which tells it to end. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // SIGTERM ends it as well
    }
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Waits for its end, which the end of its input has caused; terminates it if that takes too long.
   *
   * @throws SandboxFailedException if it does not end, for example because a process is in an
   *     uninterruptible sleep
   */
  public void end() {
    if (ended(LEAVE_LIMIT)) {
      return;
    }
    process.destroy(); // SIGTERM: it kills what it runs, and cleans up
    if (!ended(END_LIMIT)) {
      process.destroyForcibly();
      throw new SandboxFailedException(
          "the host shell of a sandbox (process "
              + process.pid()
              + ") did not end within "
              + LEAVE_LIMIT.plus(END_LIMIT).toSeconds()
              + " s and was killed; look for mounts and processes that it left behind");
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

  /**
   * A script that runs as {@code sh -c TEXT}, so that nothing needs to be installed.
   *
   * @param text POSIX sh
   */
  public record Script(String text) {
    /** Reads a resource beside a class. */
    public static Script beside(Class<?> owner, String name) {
      try (InputStream script = owner.getResourceAsStream(name)) {
        if (script == null) {
          throw new IllegalStateException(
              "the script " + name + " of " + owner.getName() + " is missing from the class path");
        }
        return new Script(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the script " + name, e);
      }
    }

    /** This script, preceded by the functions for visible mounts. */
    public Script withSharedMounts() {
      return new Script(beside(HostShell.class, "shared-mounts.sh").text() + text);
    }
  }
}
