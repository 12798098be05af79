package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/**
 * How many bytes were taken: WRITE and COPY_FILE_RANGE ({@code struct fuse_write_out}), and in 64
 * bits COPY_FILE_RANGE_64 ({@code struct fuse_copy_file_range_out}, 7.45).
 */
public final class WriteReply extends Reply {
  private static final int SIZE = 8;

  private final boolean wide;

  private WriteReply(boolean wide) {
    super(wide ? ReplyShape.WIDE_COUNT : ReplyShape.COUNT);
    this.wide = wide;
  }

  /** The layout of WRITE and COPY_FILE_RANGE. */
  public WriteReply() {
    this(false);
  }

  /** {@return a reply with the layout of COPY_FILE_RANGE_64} */
  public static WriteReply wide() {
    return new WriteReply(true);
  }

  /**
   * Answers with success.
   *
   * @param size number of bytes taken, except in COPY_FILE_RANGE_64 at most 4294967295; the kernel
   *     reports EIO to the caller if it is more than was asked for
   */
  public void written(long size) {
    if (size < 0 || !wide && size > 0xffffffffL) {
      throw new IllegalArgumentException(
          wide
              ? "a number of bytes taken is not negative: " + size
              : "a number of bytes taken is from 0 to 4294967295, not " + size);
    }
    if (wide) {
      message().putLong(HEADER_SIZE, size);
    } else {
      message().putInt(HEADER_SIZE, (int) size).putInt(HEADER_SIZE + 4, 0);
    }
    complete(SIZE);
  }
}
