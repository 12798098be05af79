package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.ReplyShape;

/** An open file or directory: OPEN and OPENDIR ({@code struct fuse_open_out}). */
public final class OpenReply extends Reply {
  /** Bypass the page cache for this open file. */
  public static final int FOPEN_DIRECT_IO = 1;

  /** Keep what the page cache holds of the file. */
  public static final int FOPEN_KEEP_CACHE = 1 << 1;

  /** The file cannot be positioned. */
  public static final int FOPEN_NONSEEKABLE = 1 << 2;

  /** The kernel may cache the directory. */
  public static final int FOPEN_CACHE_DIR = 1 << 3;

  /** The file has no position at all. */
  public static final int FOPEN_STREAM = 1 << 4;

  /** No FLUSH when a descriptor is closed (7.35). */
  public static final int FOPEN_NOFLUSH = 1 << 5;

  /** Direct writes to the inode may run side by side (7.38). */
  public static final int FOPEN_PARALLEL_DIRECT_WRITES = 1 << 6;

  /** Reads and writes go to a backing file inside the kernel (7.40). */
  public static final int FOPEN_PASSTHROUGH = 1 << 7;

  static final int SIZE = 16;

  /** A reply that is not open yet. */
  public OpenReply() {
    super(ReplyShape.HANDLE);
  }

  /**
   * Answers with success.
   *
   * @param handle that later requests name
   * @param flags FOPEN_* bits
   */
  public void opened(FileHandle handle, int flags) {
    opened(handle, flags, 0);
  }

  /**
   * Answers with success.
   *
   * @param handle that later requests name
   * @param flags FOPEN_* bits
   * @param backingId names the backing file, with {@link #FOPEN_PASSTHROUGH}
   */
  public void opened(FileHandle handle, int flags, int backingId) {
    put(message(), HEADER_SIZE, handle, flags, backingId);
    complete(SIZE);
  }

  static void put(ByteBuffer target, int at, FileHandle handle, int flags, int backingId) {
    target.putLong(at, handle.value()).putInt(at + 8, flags).putInt(at + 12, backingId);
  }
}
