package org.fusefixture.control.file;

/**
 * The bits of open(2) on x86-64, as in include/uapi/asm-generic/fcntl.h. {@code int} constants, as
 * the wire has them; combine them with {@code |}.
 */
public final class OpenFlag {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_CREAT = 0100;
  public static final int O_EXCL = 0200;
  public static final int O_TRUNC = 01000;
  public static final int O_APPEND = 02000;
  public static final int O_NONBLOCK = 04000;
  public static final int O_DSYNC = 010000;

  /** Bypass the page cache; size, offset and memory must be aligned to the block size. */
  public static final int O_DIRECT = 040000;

  public static final int O_DIRECTORY = 0200000;
  public static final int O_NOFOLLOW = 0400000;
  public static final int O_SYNC = 04010000;
  public static final int O_PATH = 010000000;
  public static final int O_TMPFILE = 020000000 | O_DIRECTORY;

  private OpenFlag() {}
}
