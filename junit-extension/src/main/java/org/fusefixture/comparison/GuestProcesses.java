package org.fusefixture.comparison;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The processes of the host that are a guest: a process and all beneath it. User Mode Linux runs
 * each address space of the guest in a process of its own.
 */
final class GuestProcesses {
  private static final Path PROC = Path.of("/proc");

  private final ProcessHandle root;
  private final Map<Path, Long> last = new HashMap<>();

  GuestProcesses(long pid) {
    this.root =
        ProcessHandle.of(pid)
            .orElseThrow(
                () -> new ComparisonFailedException("the guest's process " + pid + " is gone"));
  }

  /**
   * CPU time of all of them so far, in nanoseconds; a task that has ended counts with what was seen
   * of it last, so that this never falls.
   */
  long cpuNanos() {
    add(root.pid());
    root.descendants().forEach(process -> add(process.pid()));
    return last.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The first number of schedstat is the time on the CPU (Documentation/scheduler/sched-stats.rst).
   */
  private void add(long pid) {
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("task"))) {
      for (Path task : tasks) {
        String line = Files.readAllLines(task.resolve("schedstat")).get(0);
        last.put(task, Long.parseLong(line.substring(0, line.indexOf(' '))));
      }
    } catch (IOException e) {
      return; // it has just ended
    }
  }
}
