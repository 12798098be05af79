package org.fusefixture.assertion;

import java.util.Arrays;
import java.util.HexFormat;
import org.fusefixture.protocol.Offset;
import org.fusefixture.stamp.StampVerdict;

/** Failures about the content of the client's pages. */
final class PageMessages {
  private static final int SHOWN = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private PageMessages() {}

  /** Pages of the client hold something else than a stamp. */
  static Message shouldHoldStampInPages(StampVerdict verdict) {
    return new Message(
        "%nExpecting the client's pages to hold%n  [%s]%nbut%n  %s%n"
            + "If they were read into, this is what the filesystem answered, or the page cache: the"
            + " trace shows which, and assertThat(fs).file(...) looks at the file in all ways. If"
            + " they were written from, something changed them, and only the test may do so.",
        verdict.expected().toString(), verdict.toString());
  }

  /**
   * Pages of the client hold other bytes.
   *
   * @param different index of the first byte that differs
   */
  static Message shouldHoldBytesInPages(Offset at, byte[] expected, byte[] found, int different) {
    return new Message(
        "%nExpecting %s bytes at %s of the client's pages, but they differ from byte %s on:%n"
            + "  expected %s%n  found    %s%n"
            + "If they were read into, compare with what the filesystem stored:"
            + " assertThat(fs).file(...). Zeros may be a hole, or a read that ended early: look at"
            + " what read returned.",
        Integer.toString(expected.length),
        at.toString(),
        at.plus(different).toString(),
        excerpt(expected, different),
        excerpt(found, different));
  }

  private static String excerpt(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + SHOWN);
    return HEX.formatHex(Arrays.copyOfRange(bytes, from, to)) + (to < bytes.length ? " ..." : "");
  }
}
