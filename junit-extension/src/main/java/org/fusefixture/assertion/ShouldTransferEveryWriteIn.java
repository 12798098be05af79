package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.control.mount.StatisticsReport;
import org.fusefixture.filesystem.TransferMode;

/** Some WRITE reached the server in another way than its mode says. */
final class ShouldTransferEveryWriteIn extends BasicErrorMessageFactory {
  ShouldTransferEveryWriteIn(TransferMode mode, StatisticsReport statistics) {
    super(
        "%nExpecting every WRITE to reach the server in mode%n  %s, that is %s%nbut%n"
            + "  %s (%s bytes) came by read(2),%n  %s (%s bytes) by splice(2).%n"
            + "The session fell back: see the size of its pipes (fs.pipe-max-size) and maxWrite.",
        mode,
        unquotedString(mode.splices() ? "by splice(2)" : "by read(2)"),
        statistics.memoryWrites(),
        statistics.memoryBytes(),
        statistics.pipeWrites(),
        statistics.pipeBytes());
  }
}
