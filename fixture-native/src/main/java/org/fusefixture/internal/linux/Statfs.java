package org.fusefixture.internal.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What statfs(2) tells ({@code struct statfs} of include/uapi/asm-generic/statfs.h on 64 bits).
 *
 * @param type magic number of the filesystem, include/uapi/linux/magic.h
 * @param blockSize preferred size of transfers in bytes
 * @param blocks size of the filesystem in units of {@code fragmentSize}
 */
public record Statfs(
    long type,
    long blockSize,
    long blocks,
    long freeBlocks,
    long availableBlocks,
    long files,
    long freeFiles,
    long nameLength,
    long fragmentSize,
    long flags) {
  static final int SIZE = 120;

  /** FUSE_SUPER_MAGIC. */
  public static final long FUSE = 0x65735546L;

  static Statfs decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return new Statfs(
        in.getLong(0),
        in.getLong(8),
        in.getLong(16),
        in.getLong(24),
        in.getLong(32),
        in.getLong(40),
        in.getLong(48),
        in.getLong(64),
        in.getLong(72),
        in.getLong(80));
  }
}
