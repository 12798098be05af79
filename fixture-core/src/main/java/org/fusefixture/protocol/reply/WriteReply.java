package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/** How many bytes were taken: WRITE and COPY_FILE_RANGE ({@code struct fuse_write_out}). */
public final class WriteReply extends Reply {
  private static final int SIZE = 8;

  /**
   * Answers with success.
   *
   * @param size number of bytes taken, from 0 to 4294967295; the kernel reports EIO to the caller
   *     if it is more than was asked for
   */
  public void written(long size) {
    if (size < 0 || size > 0xffffffffL) {
      throw new IllegalArgumentException(
          "a number of bytes taken is from 0 to 4294967295, not " + size);
    }
    message().putInt(HEADER_SIZE, (int) size).putInt(HEADER_SIZE + 4, 0);
    complete(SIZE);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.COUNT;
  }
}
