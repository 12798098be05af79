package org.fusefixture.internal.relay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.fusefixture.internal.linux.KernelStacks;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.ProcessStatus;
import org.fusefixture.mount.Program;

/**
 * A program under test and all processes that it makes, also those that have left it to run in the
 * background: this process adopts them (PR_SET_CHILD_SUBREAPER of prctl(2)).
 */
final class ProgramProcess {
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final long PAUSE_NANOS = 5_000_000;

  private final Program program;
  private final Process process;

  private ProgramProcess(Program program, Process process) {
    this.program = program;
    this.process = process;
  }

  /**
   * Starts it, in a session of its own, without CAP_SYS_ADMIN; what it prints goes to standard
   * error.
   *
   * @param words what stands for the placeholders
   * @param environment further variables
   * @throws IOException if it cannot be started, with the reason
   */
  static ProgramProcess start(
      Program program, Map<String, String> words, Map<String, String> environment)
      throws IOException {
    LinuxProcesses.prctl(PR_SET_CHILD_SUBREAPER, 1);
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "exec setsid setpriv \"$@\" >&2",
                "sh",
                "--bounding-set=-sys_admin",
                "--inh-caps=-sys_admin"));
    if (program.user() != null) {
      String[] ids = program.user().split(":");
      command.addAll(List.of("--reuid=" + ids[0], "--regid=" + ids[1], "--clear-groups"));
    }
    command.add("--");
    program.arguments().forEach(word -> command.add(replace(word, words)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (program.directory() != null) {
      builder.directory(new File(program.directory()));
    }
    builder.environment().putAll(environment);
    program
        .environment()
        .forEach((name, value) -> builder.environment().put(name, replace(value, words)));
    requireExecutable(command.get(command.indexOf("--") + 1), builder);
    return new ProgramProcess(program, builder.start());
  }

  private static String replace(String text, Map<String, String> words) {
    String replaced = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      replaced = replaced.replace(word.getKey(), word.getValue());
    }
    return replaced;
  }

  /** setpriv(1) would only say so in its output. */
  private static void requireExecutable(String name, ProcessBuilder builder) throws IOException {
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    Path start = builder.directory() == null ? Path.of("") : builder.directory().toPath();
    boolean found = name.contains("/") && Files.isExecutable(start.resolve(name));
    for (String directory : name.contains("/") ? new String[0] : path.split(":")) {
      found |= Files.isExecutable(Path.of(directory, name));
    }
    if (!found) {
      throw new IOException(
          name.contains("/")
              ? start.resolve(name) + " is not there in the sandbox, or cannot be executed"
              : "there is no program \"" + name + "\" on PATH in the sandbox (" + path + ")");
    }
  }

  /** The number of the process that was started. */
  int pid() {
    return (int) process.pid();
  }

  /** Whether the process that was started has ended; others may go on in the background. */
  boolean hasExited() {
    return !process.isAlive();
  }

  /**
   * How it has ended: its status, or 128 + the number of a signal; -1 if it goes on, or went to the
   * background before.
   */
  int status(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return -1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
    return process.exitValue();
  }

  /** The processes that live, by number. */
  List<Integer> living() {
    List<Integer> found = new ArrayList<>();
    ProcessHandle.current()
        .descendants()
        .forEach(
            handle -> {
              int pid = (int) handle.pid();
              if (!isDead(pid)) {
                found.add(pid);
              } else if (pid != process.pid()) {
                reap(pid);
              }
            });
    return found;
  }

  /** Sends a signal to all of them. */
  void signal(int number) {
    for (int pid : living()) {
      try {
        LinuxProcesses.kill(pid, number);
      } catch (LinuxException e) {
        continue; // ESRCH: it has just ended
      }
    }
  }

  /**
   * Waits until all have ended; sends SIGTERM after the program's limit, and SIGKILL after it
   * again.
   *
   * @return what had to be done; empty if it has ended by itself
   */
  String end() {
    if (await(program.stopLimit())) {
      return "";
    }
    signal(LinuxProcesses.SIGCONT);
    signal(LinuxProcesses.SIGTERM);
    if (await(program.stopLimit())) {
      return "it ended by SIGTERM only, "
          + program.stopLimit().toMillis()
          + " ms after the unmount";
    }
    return kill()
        ? "it ended by SIGKILL only, "
            + program.stopLimit().multipliedBy(2).toMillis()
            + " ms after the unmount"
        : "it does not end, even by SIGKILL: processes " + living();
  }

  /** SIGKILL to all; whether they have ended. */
  boolean kill() {
    long end = System.nanoTime() + KILL_LIMIT.toNanos();
    List<Integer> left = living();
    while (!left.isEmpty() && System.nanoTime() - end < 0) {
      signal(LinuxProcesses.SIGKILL);
      LockSupport.parkNanos(PAUSE_NANOS);
      left = living();
    }
    return left.isEmpty();
  }

  /** Where its threads are in the kernel, and what state they are in. */
  String stacks() {
    return living().stream()
        .map(pid -> "process " + pid + ":\n" + KernelStacks.of(pid).indent(2))
        .collect(Collectors.joining());
  }

  private boolean await(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!living().isEmpty()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private static boolean isDead(int pid) {
    return ProcessStatus.read(Path.of("/proc/" + pid)).map(ProcessStatus::isZombie).orElse(true);
  }

  private static void reap(int pid) {
    try {
      LinuxProcesses.reap(pid);
    } catch (LinuxException e) {
      return; // ECHILD: the child of a child, whose parent waits for it
    }
  }
}
