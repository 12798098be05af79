package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.ReplyShape;

/** An open file or directory: OPEN and OPENDIR ({@code struct fuse_open_out}). */
public final class OpenReply extends Reply {
  static final int SIZE = 16;

  /**
   * Answers with success.
   *
   * @param flags FOPEN_* bits, see {@link OpenFlags}
   */
  public void opened(FileHandle handle, int flags) {
    opened(handle, flags, 0);
  }

  /**
   * Answers with success.
   *
   * @param flags FOPEN_* bits, see {@link OpenFlags}
   * @param backingId names the backing file, with {@link OpenFlags#PASSTHROUGH}
   */
  public void opened(FileHandle handle, int flags, int backingId) {
    put(message(), HEADER_SIZE, handle, flags, backingId);
    complete(SIZE);
  }

  static void put(ByteBuffer target, int at, FileHandle handle, int flags, int backingId) {
    target.putLong(at, handle.value()).putInt(at + 8, flags).putInt(at + 12, backingId);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.HANDLE;
  }
}
