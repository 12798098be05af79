package org.fusefixture.protocol;

/**
 * A lock on a range of a file ({@code struct fuse_file_lock}).
 *
 * @param start first byte
 * @param end last byte, inclusive; Long.MAX_VALUE is the end of the file
 * @param type F_RDLCK 0, F_WRLCK 1, F_UNLCK 2
 * @param pid process that holds it
 */
public record FileLock(long start, long end, int type, int pid) {
  /** F_RDLCK: others may read the range too. */
  public static final int READ = 0;

  /** F_WRLCK: others have no lock on the range. */
  public static final int WRITE = 1;

  /** F_UNLCK: no lock. */
  public static final int UNLOCKED = 2;
}
