package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/**
 * How many bytes were copied: COPY_FILE_RANGE_64 ({@code struct fuse_copy_file_range_out}, 7.45).
 */
public final class CopyFileRange64Reply extends Reply {
  private static final int SIZE = 8;

  /** Answers with success. */
  public void copied(long size) {
    message().putLong(HEADER_SIZE, size);
    complete(SIZE);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.WIDE_COUNT;
  }
}
