package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ReplyShape;

/** Where data or a hole starts: LSEEK ({@code struct fuse_lseek_out}). */
public final class LseekReply extends Reply {
  private static final int SIZE = 8;

  /** Answers with success. */
  public void found(Offset offset) {
    message().putLong(HEADER_SIZE, offset.bytes());
    complete(SIZE);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.OFFSET;
  }
}
