package org.fusefixture.internal.comparison;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.fusefixture.comparison.ComparisonFailedException;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.mount.Kernel;

/**
 * Measures the CPU time of a round.
 *
 * <ul>
 *   <li>On the host's kernel: the process clocks of client and server (clock_gettime(2), as of
 *       clock_getcpuclockid(3)), read by the agent right before and after the calls. They count
 *       user and kernel time of all threads in nanoseconds; the kernel's part of a FUSE request is
 *       done by the threads that make and serve it. Work of kernel threads, such as writing back
 *       dirty pages later, is not included; buffered writes therefore end with fsync(2).
 *       getrusage(2) does not cover the server, /proc/stat counts all other processes as well, and
 *       a cgroup is not available everywhere.
 *   <li>In a guest: the CPU time that the host gave to the processes which are the guest, kernel
 *       included (schedstat of each task under /proc). What the guest itself counts is useless for
 *       this: its clock continues while the host runs other processes. It includes the few
 *       milliseconds that the agent needs to receive and answer the request for the round, which
 *       moves the ratio towards 1, never away from it.
 * </ul>
 */
final class CpuAccount {
  private static final String CLOCKS = "the process clocks of client and server (clock_gettime)";

  private final GuestProcesses guest;
  private final String source;

  private CpuAccount(GuestProcesses guest, String source) {
    this.guest = guest;
    this.source = source;
  }

  static CpuAccount of(Sandbox sandbox) {
    OptionalLong root = sandbox.guestProcess();
    if (root.isPresent()) {
      return new CpuAccount(
          new GuestProcesses(root.getAsLong()),
          "all processes of the guest, its kernel included, as the host counts them (schedstat)");
    }
    // The processes of a guest in a container are not visible from here.
    return new CpuAccount(
        null,
        sandbox.key().kernel() == Kernel.PATCHED
            ? CLOCKS + ", by the guest's time, which goes on while the host runs others"
            : CLOCKS);
  }

  /** Where the times come from, in words. */
  String source() {
    return source;
  }

  /** Whether the times include more than the calls of a round. */
  boolean countsMore() {
    return guest != null;
  }

  /** Call this before a round, and pass the result to {@link #used}. */
  long start() {
    return guest == null ? 0 : guest.cpuNanos();
  }

  /** CPU time of a round that has just ended. */
  long used(long start, RoundReport report) {
    return guest == null
        ? report.clientCpuNanos() + report.serverCpuNanos()
        : guest.cpuNanos() - start;
  }

  /**
   * The host processes of a guest: a process and its descendants. User Mode Linux runs each address
   * space of the guest in a process of its own.
   */
  static final class GuestProcesses {
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
     * CPU time of all of them so far, in nanoseconds; a task that has ended counts with what was
     * seen of it last, so that this never falls.
     */
    long cpuNanos() {
      add(root.pid());
      root.descendants().forEach(process -> add(process.pid()));
      return last.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The first number of schedstat is the time on the CPU
     * (Documentation/scheduler/sched-stats.rst).
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
}
