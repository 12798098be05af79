package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FilesystemStatistics;

/**
 * {@code struct fuse_kstatfs} of include/uapi/linux/fuse.h, behind the header of a reply.
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
public final class StatisticsLayout {
  /** Number of bytes. */
  public static final int SIZE = 80;

  private static final int AT = ReplyHeader.SIZE;

  /** Writes the whole structure. */
  public static void put(ByteBuffer reply, FilesystemStatistics statistics) {
    for (int index = 0; index < SIZE; index += Long.BYTES) {
      reply.putLong(AT + index, 0);
    }
    setBlocks(reply, statistics.blocks());
    setFreeBlocks(reply, statistics.freeBlocks());
    setAvailableBlocks(reply, statistics.availableBlocks());
    setInodes(reply, statistics.inodes());
    setFreeInodes(reply, statistics.freeInodes());
    setBlockSize(reply, statistics.blockSize());
    setNameLength(reply, statistics.nameLength());
    reply.putInt(AT + 48, statistics.fragmentSize());
  }

  /** Changes the number of blocks. */
  public static void setBlocks(ByteBuffer reply, long blocks) {
    reply.putLong(AT, blocks);
  }

  /** Changes the number of free blocks. */
  public static void setFreeBlocks(ByteBuffer reply, long blocks) {
    reply.putLong(AT + 8, blocks);
  }

  /** Changes the number of blocks that are free for unprivileged users. */
  public static void setAvailableBlocks(ByteBuffer reply, long blocks) {
    reply.putLong(AT + 16, blocks);
  }

  /** Changes the number of inodes. */
  public static void setInodes(ByteBuffer reply, long inodes) {
    reply.putLong(AT + 24, inodes);
  }

  /** Changes the number of free inodes. */
  public static void setFreeInodes(ByteBuffer reply, long inodes) {
    reply.putLong(AT + 32, inodes);
  }

  /** Changes the preferred size of I/O in bytes. */
  public static void setBlockSize(ByteBuffer reply, int bytes) {
    reply.putInt(AT + 40, bytes);
  }

  /** Changes the longest name in bytes. */
  public static void setNameLength(ByteBuffer reply, int bytes) {
    reply.putInt(AT + 44, bytes);
  }

  private StatisticsLayout() {}
}
