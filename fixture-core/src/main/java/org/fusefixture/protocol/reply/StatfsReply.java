package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FilesystemStatistics;

/**
 * Sizes of the filesystem: STATFS ({@code struct fuse_kstatfs}).
 *
 * <pre>
 *   offset  size  field      offset  size  field
 *        0     8  blocks         32     8  ffree
 *        8     8  bfree          40     4  bsize
 *       16     8  bavail         44     4  namelen
 *       24     8  files          48     4  frsize
 *                                52    28  padding, spare
 * </pre>
 */
public final class StatfsReply extends Reply {
  private static final int SIZE = 80;

  /** Answers with success. */
  public void statistics(FilesystemStatistics statistics) {
    ByteBuffer message = message();
    message
        .putLong(HEADER_SIZE, statistics.blocks())
        .putLong(HEADER_SIZE + 8, statistics.freeBlocks())
        .putLong(HEADER_SIZE + 16, statistics.availableBlocks())
        .putLong(HEADER_SIZE + 24, statistics.inodes())
        .putLong(HEADER_SIZE + 32, statistics.freeInodes())
        .putInt(HEADER_SIZE + 40, statistics.blockSize())
        .putInt(HEADER_SIZE + 44, statistics.nameLength())
        .putInt(HEADER_SIZE + 48, statistics.fragmentSize());
    for (int at = 52; at < SIZE; at += Integer.BYTES) {
      message.putInt(HEADER_SIZE + at, 0);
    }
    complete(SIZE);
  }
}
