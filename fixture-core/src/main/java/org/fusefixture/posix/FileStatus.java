package org.fusefixture.posix;

/**
 * stat(2).
 *
 * @param device number of the device that holds the file
 * @param inode number of the inode
 * @param mode file type and permission bits
 * @param links number of names
 * @param uid owner, as an unsigned number
 * @param gid group, as an unsigned number
 * @param specialDevice number of the device that a device node stands for
 * @param size in bytes
 * @param blocks in units of 512 bytes
 * @param blockSize preferred size of I/O in bytes
 * @param atimeSeconds last access, in seconds since the epoch
 * @param atimeNanos nanoseconds of the last access, from 0 to 999999999
 * @param mtimeSeconds last change of the content, in seconds since the epoch
 * @param mtimeNanos nanoseconds of the last change of the content
 * @param ctimeSeconds last change of the attributes, in seconds since the epoch
 * @param ctimeNanos nanoseconds of the last change of the attributes
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

  /** {@return whether it is a directory (S_ISDIR)} */
  public boolean isDirectory() {
    return (mode & TYPE_MASK) == DIRECTORY;
  }

  /** {@return whether it is a regular file (S_ISREG)} */
  public boolean isRegularFile() {
    return (mode & TYPE_MASK) == REGULAR;
  }

  /** {@return whether it is a symbolic link (S_ISLNK)} */
  public boolean isSymbolicLink() {
    return (mode & TYPE_MASK) == SYMBOLIC_LINK;
  }

  /** {@return the permission bits with set-user-ID, set-group-ID and sticky bit} */
  public int permissions() {
    return mode & 07777;
  }
}
