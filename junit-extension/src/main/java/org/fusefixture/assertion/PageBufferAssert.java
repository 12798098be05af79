package org.fusefixture.assertion;

import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.stamp.StampVerdict;

/**
 * Assertions on the payload in the client's pages: what is to be written, or what was read. Stamps
 * are checked where the pages are.
 */
public final class PageBufferAssert extends AbstractAssert<PageBufferAssert, PageBuffer> {
  PageBufferAssert(PageBuffer actual) {
    super(actual, PageBufferAssert.class);
  }

  /** Verifies that all of it is stamped with a generation, as the start of its file. */
  public PageBufferAssert holdsStamp(long generation) {
    return holdsStamp(generation, 0);
  }

  /**
   * Verifies that all of it is stamped with a generation, as content from an offset of its file on.
   *
   * <pre>{@code
   * file.read(pages, mebibytes(3).bytes());
   * assertThat(pages).holdsStamp(1, mebibytes(3).bytes());
   * }</pre>
   */
  public PageBufferAssert holdsStamp(long generation, long fileOffset) {
    isNotNull();
    StampVerdict verdict = actual.check(generation, fileOffset);
    if (!verdict.holds()) {
      throwAssertionError(PageMessages.shouldHoldStampInPages(verdict));
    }
    return this;
  }

  /** Verifies a few bytes, at most 64 KiB. */
  public PageBufferAssert holdsBytes(long offset, byte[] expected) {
    isNotNull();
    byte[] found = actual.bytes(offset, expected.length);
    int different = Arrays.mismatch(found, expected);
    if (different >= 0) {
      throwAssertionError(PageMessages.shouldHoldBytesInPages(offset, expected, found, different));
    }
    return this;
  }
}
