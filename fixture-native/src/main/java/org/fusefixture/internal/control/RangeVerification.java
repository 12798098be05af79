package org.fusefixture.internal.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.StampVerdict;

/**
 * Reads a range and judges it, window by window; the same for what the mount shows and for what the
 * filesystem stored.
 */
public final class RangeVerification {
  /**
   * Bytes of a window. Windows start at multiples of it, which suits O_DIRECT and splits no sector
   * of a stamp.
   */
  public static final int WINDOW = 1 << 20;

  /** Where bytes come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads into a buffer from its position on, and advances it.
     *
     * @return number of bytes, perhaps fewer than there is room for; 0 or -1 at the end
     */
    int read(ByteBuffer target, long offset) throws IOException;
  }

  private RangeVerification() {}

  /**
   * Judges a range.
   *
   * @param fileSize in bytes
   * @param window memory of {@link #WINDOW} bytes
   */
  public static FileVerdict verify(
      StampedFile range, long fileSize, ByteBuffer window, Source source) {
    long end =
        range.size() == StampedFile.TO_THE_END
            ? fileSize
            : Math.addExact(range.offset(), range.size());
    StampVerdict verdict = range.stamp().check(ByteBuffer.allocate(0), range.offset());
    long at = range.offset();
    while (at < end) {
      long start = at - at % WINDOW;
      int filled = fill(window, start, source);
      int from = (int) (at - start);
      int to = (int) Math.min(filled, end - start);
      if (to <= from) {
        break;
      }
      ByteBuffer judged = window.duplicate().limit(to).position(from);
      verdict = verdict.plus(range.stamp().check(judged, at));
      at = start + to;
      if (filled < WINDOW) {
        break;
      }
    }
    return new FileVerdict(fileSize, verdict);
  }

  private static int fill(ByteBuffer window, long start, Source source) {
    window.clear().limit(WINDOW);
    try {
      while (window.hasRemaining() && source.read(window, start + window.position()) > 0) {
        // a short read is not yet the end
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return window.position();
  }
}
