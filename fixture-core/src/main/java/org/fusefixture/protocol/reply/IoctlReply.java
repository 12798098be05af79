package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.ReplyShape;

/** Result and output of an ioctl(2): IOCTL ({@code struct fuse_ioctl_out}, then bytes). */
public final class IoctlReply extends Reply {
  private static final int SIZE = 16;

  /** A reply that is not open yet. */
  public IoctlReply() {
    super(ReplyShape.IOCTL_RESULT);
  }

  /**
   * Answers with success.
   *
   * @param result what ioctl(2) returns
   * @param output bytes for the caller, at most as many as the request has room for
   */
  public void result(int result, ByteBuffer output) {
    int size = output.remaining();
    requireRoom(SIZE + size);
    ByteBuffer message = message();
    message
        .putInt(HEADER_SIZE, result)
        .putInt(HEADER_SIZE + 4, 0)
        .putInt(HEADER_SIZE + 8, 0)
        .putInt(HEADER_SIZE + 12, 0)
        .limit(message.capacity())
        .position(HEADER_SIZE + SIZE);
    message.put(output);
    complete(SIZE + size);
  }
}
