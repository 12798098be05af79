package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.filesystem.TransferMode;

/** The feature bit is negotiated in one mode and in no other. */
final class ShouldNegotiateUserPages extends BasicErrorMessageFactory {
  /** Bit 11 of flags2. */
  static final long FLAG = 1L << 43;

  ShouldNegotiateUserPages(TransferMode mode, long initFlags) {
    super(
        "%nExpecting FUSE_SPLICE_READ_USER_PAGES (1 << 43) to be %s in mode%n  %s%n"
            + "but INIT agreed on the flags%n  %s%n"
            + "Ask for the mode with @InModes; ci/fuse-fixture attest shows what the kernel does.",
        unquotedString(mode == TransferMode.SPLICE_USER_PAGES ? "negotiated" : "left out"),
        mode,
        unquotedString("0x" + Long.toHexString(initFlags)));
  }
}
