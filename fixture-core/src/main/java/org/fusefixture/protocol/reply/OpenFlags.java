package org.fusefixture.protocol.reply;

/** What a server says of a file that it opened: FOPEN_* of include/uapi/linux/fuse.h. */
public final class OpenFlags {
  /** Bypass the page cache for this open file. */
  public static final int DIRECT_IO = 1;

  /** Keep what the page cache holds of the file. */
  public static final int KEEP_CACHE = 1 << 1;

  /** The file cannot be positioned. */
  public static final int NONSEEKABLE = 1 << 2;

  /** The kernel may cache the directory. */
  public static final int CACHE_DIR = 1 << 3;

  /** The file has no position at all. */
  public static final int STREAM = 1 << 4;

  /** No FLUSH when a descriptor is closed (7.35). */
  public static final int NOFLUSH = 1 << 5;

  /** Direct writes to the same inode may run side by side (7.38). */
  public static final int PARALLEL_DIRECT_WRITES = 1 << 6;

  /** Reads and writes go to a backing file inside the kernel (7.40). */
  public static final int PASSTHROUGH = 1 << 7;

  private OpenFlags() {}
}
