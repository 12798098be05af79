package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.ProcessStatus;

/**
 * The children of this process. As PID 1 it adopts every orphan of its namespace, and has to wait
 * for them (pid_namespaces(7)); Java waits for its own children only, so the dead among the others
 * are collected here, and Java's are left to it.
 */
final class ChildProcesses {
  private static final Path PROC = Path.of("/proc");

  private final Set<Long> own = new HashSet<>();
  private int starting;

  /** Starts a process; the only way to start one here. May wait: see {@link CommandRunner}. */
  Process start(ProcessBuilder builder) throws IOException {
    count(1);
    try {
      Process process = builder.start();
      remember(process);
      process.onExit().thenAccept(this::forget); // completes after Java has waited for it
      return process;
    } finally {
      count(-1);
    }
  }

  /** Collects dead adopted children, unless one of Java's is not known yet. */
  synchronized void reap() {
    if (starting > 0) {
      return;
    }
    for (ProcessStatus child : all()) {
      if (child.isZombie()
          && child.parent() == ProcessHandle.current().pid()
          && !own.contains(child.pid())) {
        try {
          LinuxProcesses.reap((int) child.pid());
        } catch (LinuxException e) {
          return; // ECHILD: gone already
        }
      }
    }
  }

  /** All processes that /proc shows, but this one. */
  static List<ProcessStatus> all() {
    List<ProcessStatus> processes = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        ProcessStatus.read(entry)
            .filter(status -> status.pid() != ProcessHandle.current().pid())
            .ifPresent(processes::add);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot list /proc", e);
    }
    return processes;
  }

  private synchronized void count(int change) {
    starting += change;
  }

  private synchronized void remember(Process process) {
    own.add(process.pid());
  }

  private synchronized void forget(Process process) {
    own.remove(process.pid());
  }
}
