package org.fusefixture.internal.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;
import org.fusefixture.oracle.View.Promise;

/**
 * Reads a file and judges its content, window by window, whether through a mount or as a filesystem
 * stored it. Of a hole larger than a few windows, only the first and the last window are read.
 */
public final class FileReading {
  /** Size of a window in bytes; windows start at multiples of it, as O_DIRECT requires. */
  public static final int WINDOW = 1 << 20;

  private static final long LARGE_HOLE = 4L * WINDOW;

  /** Reads bytes of a file. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads into a buffer from its position on, and advances it.
     *
     * @return number of bytes, perhaps fewer than there is room for; 0 or -1 at the end
     */
    int read(ByteBuffer target, long offset) throws IOException;
  }

  /** Knows what a file may hold. */
  public interface Reference {
    /** A reading is about to start; returns the time for {@link #expect}. */
    long begin();

    /** What a reader that started at a time may have found in a range. */
    Expectation expect(long start, long end, long begun);

    /** A fixed expectation, whenever the file is read. */
    static Reference fixed(Expectation expectation) {
      return new Reference() {
        @Override
        public long begin() {
          return 0;
        }

        @Override
        public Expectation expect(long start, long end, long begun) {
          return expectation;
        }
      };
    }

    /** What the client has written to a file so far. */
    static Reference live(Oracle oracle, FileHistory history, String path, Promise promise) {
      return new Reference() {
        @Override
        public long begin() {
          return oracle.tick();
        }

        @Override
        public Expectation expect(long start, long end, long begun) {
          return history.expectation(path, start, end, begun, promise);
        }
      };
    }
  }

  private FileReading() {}

  /**
   * Judges size and content.
   *
   * @param size of the file in bytes, as it was found
   * @param window memory of {@link #WINDOW} bytes
   */
  public static IntegrityVerdict judge(
      Reference reference, View view, long size, ByteBuffer window, Source source)
      throws IOException {
    Expectation whole = reference.expect(0, Long.MAX_VALUE, reference.begin());
    IntegrityVerdict verdict = FileJudge.judgeSize(whole.path(), whole.size(), view, size);
    long end = Math.min(size, whole.size().most());
    for (long index : windows(whole, end)) {
      long start = index * WINDOW;
      long begun = reference.begin();
      window.clear().limit((int) Math.min(WINDOW, end - start));
      while (window.hasRemaining() && source.read(window, start + window.position()) > 0) {
        // a short read is not yet the end
      }
      window.flip();
      Expectation expected = reference.expect(start, start + window.limit(), begun);
      if (window.limit() < Math.min(WINDOW, end - start)) {
        long readable = start + window.limit();
        verdict =
            verdict.plus(FileJudge.judgeEnd(whole.path(), expected.size(), view, size, readable));
      }
      verdict = verdict.plus(FileJudge.judge(expected, view, window, start));
    }
    return verdict.files() == 0 ? verdict.plus(IntegrityVerdict.of(0, List.of())) : verdict;
  }

  private static SortedSet<Long> windows(Expectation whole, long size) {
    SortedSet<Long> windows = new TreeSet<>();
    for (Expectation.Segment segment : whole.segments()) {
      long end = Math.min(segment.end(), size);
      if (segment.start() >= end) {
        continue;
      }
      long first = segment.start() / WINDOW;
      long last = (end - 1) / WINDOW;
      if (end - segment.start() > LARGE_HOLE && isHole(segment)) {
        windows.add(first);
        windows.add(last);
      } else {
        for (long index = first; index <= last; index++) {
          windows.add(index);
        }
      }
    }
    return windows;
  }

  private static boolean isHole(Expectation.Segment segment) {
    return segment.candidates().stream()
        .filter(Candidate::isLegal)
        .allMatch(candidate -> candidate.content().isZeros());
  }
}
