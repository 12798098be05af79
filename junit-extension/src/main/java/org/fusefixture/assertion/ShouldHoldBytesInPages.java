package org.fusefixture.assertion;

import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.error.BasicErrorMessageFactory;

/** Pages of the client hold other bytes. */
final class ShouldHoldBytesInPages extends BasicErrorMessageFactory {
  private static final int SHOWN = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /**
   * @param different index of the first byte that differs
   */
  ShouldHoldBytesInPages(long offset, byte[] expected, byte[] found, int different) {
    super(
        "%nExpecting %s bytes at %s of the client's pages, but they differ from byte %s on:%n"
            + "  expected %s%n  found    %s%n"
            + "If they were read into, compare with what the filesystem stored:"
            + " assertThat(fs).file(...). Zeros may be a hole, or a read that ended early: look at"
            + " what read returned.",
        unquotedString(Integer.toString(expected.length)),
        unquotedString(Long.toString(offset)),
        unquotedString(Long.toString(offset + different)),
        unquotedString(excerpt(expected, different)),
        unquotedString(excerpt(found, different)));
  }

  private static String excerpt(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + SHOWN);
    return HEX.formatHex(Arrays.copyOfRange(bytes, from, to)) + (to < bytes.length ? " ..." : "");
  }
}
