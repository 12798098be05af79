package org.fusefixture.posix;

/**
 * statfs(2).
 *
 * @param type magic number; 0x65735546 for FUSE
 * @param blockSize of the counts in bytes
 * @param blocks size of the filesystem
 * @param freeBlocks for root
 * @param availableBlocks for others
 * @param files number of inodes
 * @param freeFiles number of inodes that are free
 * @param nameLength longest name in bytes
 * @param fragmentSize f_frsize, in bytes
 */
public record FilesystemStatus(
    long type,
    long blockSize,
    long blocks,
    long freeBlocks,
    long availableBlocks,
    long files,
    long freeFiles,
    long nameLength,
    long fragmentSize) {}
