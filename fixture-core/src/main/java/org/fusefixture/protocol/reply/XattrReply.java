package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.ReplyShape;

/**
 * A value or a list of names: GETXATTR and LISTXATTR ({@code struct fuse_getxattr_out}, or the
 * bytes themselves).
 */
public final class XattrReply extends Reply {
  private static final int SIZE = 8;

  /** A reply that is not open yet. */
  public XattrReply() {
    super(ReplyShape.DATA_OR_SIZE);
  }

  /**
   * Answers with the size, the bytes, or ERANGE, as getxattr(2) requires.
   *
   * @param bytes the value, or names each ended by a NUL
   * @param room the size that the request gave: 0 asks for the size alone
   */
  public void value(ByteBuffer bytes, int room) {
    int size = bytes.remaining();
    if (room == 0) {
      message().putInt(HEADER_SIZE, size).putInt(HEADER_SIZE + 4, 0);
      complete(SIZE);
    } else if (size > room) {
      fail(Errno.ERANGE);
    } else {
      requireRoom(size);
      ByteBuffer message = message();
      message.limit(message.capacity()).position(HEADER_SIZE);
      message.put(bytes);
      complete(size);
    }
  }
}
