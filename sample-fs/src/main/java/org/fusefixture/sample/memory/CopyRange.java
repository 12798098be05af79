package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;

/** Copies a range of one file into another or the same, holes as holes (copy_file_range(2)). */
final class CopyRange {
  /** Bytes that are copied under one lock. */
  private static final int STEP = 1 << 20;

  private final FileContent source;
  private final FileContent target;

  CopyRange(FileContent source, FileContent target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Copies bytes up to the end of the source.
   *
   * @return how many; fewer if space ends after the first
   */
  long copy(long from, long to, long length) {
    long left = Math.max(0, Math.min(length, source.size() - from));
    if (to > Long.MAX_VALUE - left) {
      throw new ErrnoException(Errno.EFBIG, left + " bytes at " + to);
    }
    long done = 0;
    while (done < left) {
      long copied;
      try {
        copied = step(from + done, to + done, left - done);
      } catch (ErrnoException e) {
        if (done > 0 && e.errno() == Errno.ENOSPC) {
          return done;
        }
        throw e;
      }
      done += copied;
      if (copied == 0) {
        break; // the source was truncated meanwhile
      }
    }
    return done;
  }

  private long step(long from, long to, long left) {
    long hole = Math.min(left, holeAt(from));
    if (hole > 0) {
      target.punchOrExtend(to, hole);
      return hole;
    }
    int size = (int) Math.min(Math.min(left, STEP - from % STEP), dataAt(from));
    long[] at = {from};
    try (StagedBytes bytes =
        target.stage(
            buffer -> {
              at[0] += fill(buffer, at[0]);
            },
            to,
            size)) {
      return target.store(bytes);
    }
  }

  /** Reads as much as is asked for; beyond an end that moved meanwhile there are zeros. */
  private int fill(ByteBuffer buffer, long at) {
    int wanted = buffer.remaining();
    source.read(at, wanted, buffer);
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0);
    }
    return wanted;
  }

  /** Length of the hole that starts here: 0 if there is data, unlimited if no data follows. */
  private long holeAt(long offset) {
    try {
      return source.seek(offset, true) - offset;
    } catch (ErrnoException noMoreData) {
      return Long.MAX_VALUE;
    }
  }

  /** Length of the data that starts here: unlimited if the file was truncated meanwhile. */
  private long dataAt(long offset) {
    try {
      return source.seek(offset, false) - offset;
    } catch (ErrnoException beyondTheEnd) {
      return Long.MAX_VALUE;
    }
  }
}
