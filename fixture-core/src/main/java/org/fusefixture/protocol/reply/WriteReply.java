package org.fusefixture.protocol.reply;

/** How many bytes were taken: WRITE and COPY_FILE_RANGE ({@code struct fuse_write_out}). */
public final class WriteReply extends Reply {
  private static final int SIZE = 8;

  /**
   * Answers with success.
   *
   * @param size number of bytes taken; the kernel reports EIO to the caller if it is more than was
   *     asked for
   */
  public void written(int size) {
    message().putInt(HEADER_SIZE, size).putInt(HEADER_SIZE + 4, 0);
    complete(SIZE);
  }
}
