package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/** A block of the device: BMAP ({@code struct fuse_bmap_out}). */
public final class BmapReply extends Reply {
  private static final int SIZE = 8;

  /** Answers with success. */
  public void block(long block) {
    message().putLong(HEADER_SIZE, block);
    complete(SIZE);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.BLOCK;
  }
}
