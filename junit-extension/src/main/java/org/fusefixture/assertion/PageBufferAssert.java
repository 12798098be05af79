package org.fusefixture.assertion;

import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.fusefixture.stamp.StampVerdict;

/**
 * Assertions on the payload in the client's pages: what is to be written, or what was read. Stamps
 * are checked where the pages are.
 */
public final class PageBufferAssert extends AbstractAssert<PageBufferAssert, PageBuffer> {
  PageBufferAssert(PageBuffer actual) {
    super(actual, PageBufferAssert.class);
  }

  /**
   * Verifies that all of it is stamped with a generation, as the start of its file.
   *
   * @param generation of the stamp
   * @return this
   */
  public PageBufferAssert holdsStamp(long generation) {
    return holdsStamp(generation, Offset.ZERO);
  }

  /**
   * Verifies that all of it is stamped with a generation, as content from an offset of its file on.
   *
   * <pre>{@code
   * file.read(pages, at(mebibytes(3)));
   * assertThat(pages).holdsStamp(1, at(mebibytes(3)));
   * }</pre>
   *
   * @param generation of the stamp
   * @param at where in the file the first byte belongs
   * @return this
   */
  public PageBufferAssert holdsStamp(long generation, Offset at) {
    isNotNull();
    StampVerdict verdict = actual.check(generation, at);
    if (!verdict.holds()) {
      throwAssertionError(PageMessages.shouldHoldStampInPages(verdict));
    }
    return this;
  }

  /**
   * Verifies the first bytes, at most 64 KiB.
   *
   * @param expected what they should be
   * @return this
   */
  public PageBufferAssert holdsBytes(byte[] expected) {
    return holdsBytes(expected, Offset.ZERO);
  }

  /**
   * Verifies a few bytes, at most 64 KiB.
   *
   * @param expected what they should be
   * @param at first byte in the buffer
   * @return this
   */
  public PageBufferAssert holdsBytes(byte[] expected, Offset at) {
    isNotNull();
    byte[] found = actual.bytes(ByteSize.bytes(expected.length), at);
    int different = Arrays.mismatch(found, expected);
    if (different >= 0) {
      throwAssertionError(PageMessages.shouldHoldBytesInPages(at, expected, found, different));
    }
    return this;
  }
}
