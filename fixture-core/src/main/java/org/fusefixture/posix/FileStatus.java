package org.fusefixture.posix;

/**
 * stat(2).
 *
 * @param mode file type and permission bits
 * @param size in bytes
 * @param blocks in units of 512 bytes
 * @param blockSize preferred size of I/O in bytes
 * @param atimeSeconds since the epoch, with the nanoseconds beside it; so for mtime and ctime
 */
public record FileStatus(
    long device,
    long inode,
    int mode,
    long links,
    int uid,
    int gid,
    long specialDevice,
    long size,
    long blocks,
    long blockSize,
    long atimeSeconds,
    int atimeNanos,
    long mtimeSeconds,
    int mtimeNanos,
    long ctimeSeconds,
    int ctimeNanos) {

  private static final int TYPE_MASK = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMBOLIC_LINK = 0120000;

  public boolean isDirectory() {
    return (mode & TYPE_MASK) == DIRECTORY;
  }

  public boolean isRegularFile() {
    return (mode & TYPE_MASK) == REGULAR;
  }

  public boolean isSymbolicLink() {
    return (mode & TYPE_MASK) == SYMBOLIC_LINK;
  }

  /** The permission bits with set-user-ID, set-group-ID and sticky bit. */
  public int permissions() {
    return mode & 07777;
  }
}
