package org.fusefixture.internal.agent;

import java.util.OptionalLong;
import org.fusefixture.internal.mount.FuseConnection;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.KernelCounters;

/**
 * The counters of a connection that patch 0002 adds to the control filesystem (fs/fuse/control.c of
 * the patched kernel).
 */
final class KernelCounterFiles {
  private static final String COPIED = "user_pages_copied";
  private static final String REFERENCED = "user_pages_referenced";
  private static final String LATE = "late_accesses";

  private KernelCounterFiles() {}

  static KernelCounterReport read(FuseConnection connection) {
    OptionalLong copied = connection.counter(COPIED);
    OptionalLong referenced = connection.counter(REFERENCED);
    OptionalLong late = connection.counter(LATE);
    if (copied.isEmpty() || referenced.isEmpty() || late.isEmpty()) {
      return KernelCounterReport.absent(
          "connection "
              + connection.number()
              + " has no file "
              + COPIED
              + " in the control filesystem of FUSE, since the kernel ("
              + System.getProperty("os.version")
              + ") does not count user pages, as only the patched one does, or since the mount is"
              + " gone");
    }
    return KernelCounterReport.of(
        new KernelCounters(copied.getAsLong(), referenced.getAsLong(), late.getAsLong()));
  }
}
