package org.fusefixture.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.linux.LinuxException;
import org.fusefixture.linux.LinuxProcesses;

/**
 * The children of this process. As PID 1 it adopts every orphan of its namespace, and has to wait
 * for them (pid_namespaces(7)); Java waits for its own children only, so the dead among the others
 * are collected here, and Java's are left to it.
 */
final class ChildProcesses {
  private static final Path PROC = Path.of("/proc");

  private final Set<Long> own = new HashSet<>();

  /** Starts a process; the only way to start one here. */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    own.add(process.pid());
    process.onExit().thenAccept(this::forget); // completes after Java has waited for it
    return process;
  }

  /** Collects dead adopted children. */
  synchronized void reap() {
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
        try {
          ProcessStatus status =
              ProcessStatus.parse(
                  Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1));
          if (status.pid() != ProcessHandle.current().pid()) {
            processes.add(status);
          }
        } catch (IOException e) {
          continue; // it ended meanwhile
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot list /proc", e);
    }
    return processes;
  }

  private synchronized void forget(Process process) {
    own.remove(process.pid());
  }
}
