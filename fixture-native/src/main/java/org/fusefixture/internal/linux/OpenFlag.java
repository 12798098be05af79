package org.fusefixture.internal.linux;

/**
 * Flags of open(2). Four of them differ between architectures (arch/arm64/include/uapi/asm/fcntl.h,
 * include/uapi/asm-generic/fcntl.h).
 */
public final class OpenFlag {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_ACCMODE = 3;
  public static final int O_CREAT = 0100;
  public static final int O_EXCL = 0200;
  public static final int O_NOCTTY = 0400;
  public static final int O_TRUNC = 01000;
  public static final int O_APPEND = 02000;
  public static final int O_NONBLOCK = 04000;
  public static final int O_DSYNC = 010000;
  public static final int O_NOATIME = 01000000;
  public static final int O_CLOEXEC = 02000000;
  public static final int O_SYNC = 04010000;
  public static final int O_PATH = 010000000;

  private static final boolean ARM64 = System.getProperty("os.arch").equals("aarch64");

  public static final int O_DIRECT = ARM64 ? 0200000 : 040000;
  public static final int O_LARGEFILE = ARM64 ? 0400000 : 0100000;
  public static final int O_DIRECTORY = ARM64 ? 040000 : 0200000;
  public static final int O_NOFOLLOW = ARM64 ? 0100000 : 0400000;
  public static final int O_TMPFILE = 020000000 | O_DIRECTORY;

  private OpenFlag() {}
}
