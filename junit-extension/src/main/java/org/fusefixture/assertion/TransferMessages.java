package org.fusefixture.assertion;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.SessionStatistics;

/** Failures about the way in which payloads of WRITE reached the server. */
final class TransferMessages {
  /** Bit 11 of flags2. */
  static final long FLAG = 1L << 43;

  private TransferMessages() {}

  /** No WRITE reached the server. */
  static Message shouldHaveWrites(SessionStatistics statistics) {
    return new Message(
        "%nExpecting the server to have got at least one WRITE, but it got%n  %s%n"
            + "Sync or close buffered files first, so that the page cache writes them back.",
        statistics.toString());
  }

  /** Some WRITE reached the server in another way than its mode says. */
  static Message shouldTransferEveryWriteIn(TransferMode mode, SessionStatistics statistics) {
    return new Message(
        "%nExpecting every WRITE to reach the server in mode%n  %s, that is %s%nbut%n"
            + "  %s came by read(2),%n  %s by splice(2), %s bytes in all.%n"
            + "The session fell back: see the size of its pipes (fs.pipe-max-size) and maxWrite.",
        mode,
        mode.splices() ? "by splice(2)" : "by read(2)",
        statistics.writesInMemory(),
        statistics.writesInPipe(),
        statistics.bytesWritten());
  }

  /** The feature bit is negotiated in one mode and in no other. */
  static Message shouldNegotiateUserPages(TransferMode mode, long initFlags) {
    return new Message(
        "%nExpecting FUSE_SPLICE_READ_USER_PAGES (1 << 43) to be %s in mode%n  %s%n"
            + "but INIT agreed on the flags%n  %s%n"
            + "Ask for the mode with @InModes; ci/fuse-fixture attest shows what the kernel does.",
        mode == TransferMode.SPLICE_USER_PAGES ? "negotiated" : "left out",
        mode,
        "0x" + Long.toHexString(initFlags));
  }
}
