package org.fusefixture.comparison;

import java.util.OptionalLong;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.mount.Kernel;
import org.fusefixture.workload.RoundReport;

/**
 * Whose CPU time a round used, and where that is read.
 *
 * <ul>
 *   <li>On the host's kernel: the process clocks of client and server (clock_gettime(2), as of
 *       clock_getcpuclockid(3)), read by the agent right before and after the calls. They count
 *       user and kernel time of all threads in nanoseconds; the kernel's part of a FUSE request is
 *       done by the threads that make and serve it. What kernel threads do for neither, as when
 *       dirty pages are written back long after, is not in it; buffered writes therefore end with
 *       fsync(2). getrusage(2) would not know the server, /proc/stat would count everybody else,
 *       and a cgroup of its own is not to be had everywhere.
 *   <li>In a guest: the CPU time that the host gave to the processes which are the guest, kernel
 *       included (schedstat of each task under /proc). What the guest itself counts is useless for
 *       this: its clock goes on while the host lets others run. It includes the few milliseconds
 *       that the agent takes to receive and answer the request for the round, which pulls the ratio
 *       towards 1, and never away from it.
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
    // A guest in a container, whose processes are not seen from here.
    return new CpuAccount(
        null,
        sandbox.key().kernel() == Kernel.PATCHED
            ? CLOCKS + ", by the guest's time, which goes on while the host runs others"
            : CLOCKS);
  }

  /** In words. */
  String source() {
    return source;
  }

  /** Whether more is counted than the calls of a round. */
  boolean countsMore() {
    return guest != null;
  }

  /** To be called before a round; what it gives is to be handed to {@link #used}. */
  long start() {
    return guest == null ? 0 : guest.cpuNanos();
  }

  /** CPU time of a round that has just ended. */
  long used(long start, RoundReport report) {
    return guest == null
        ? report.clientCpuNanos() + report.serverCpuNanos()
        : guest.cpuNanos() - start;
  }
}
