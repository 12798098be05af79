package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.SessionStatistics;

/** Some WRITE reached the server in another way than its mode says. */
final class ShouldTransferEveryWriteIn extends BasicErrorMessageFactory {
  ShouldTransferEveryWriteIn(TransferMode mode, SessionStatistics statistics) {
    super(
        "%nExpecting every WRITE to reach the server in mode%n  %s, that is %s%nbut%n"
            + "  %s came by read(2),%n  %s by splice(2), %s bytes in all.%n"
            + "The session fell back: see the size of its pipes (fs.pipe-max-size) and maxWrite.",
        mode,
        unquotedString(mode.splices() ? "by splice(2)" : "by read(2)"),
        statistics.writesInMemory(),
        statistics.writesInPipe(),
        statistics.bytesWritten());
  }
}
