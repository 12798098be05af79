package org.fusefixture.protocol;

/**
 * Sizes of a filesystem as in statvfs(3).
 *
 * @param blocks total, in units of {@code fragmentSize}
 * @param freeBlocks free, in units of {@code fragmentSize}
 * @param availableBlocks free for unprivileged users
 * @param inodes total
 * @param freeInodes free
 * @param blockSize preferred size of I/O in bytes
 * @param fragmentSize unit of the block counts in bytes
 * @param nameLength longest name in bytes
 */
public record FilesystemStatistics(
    long blocks,
    long freeBlocks,
    long availableBlocks,
    long inodes,
    long freeInodes,
    int blockSize,
    int fragmentSize,
    int nameLength) {}
