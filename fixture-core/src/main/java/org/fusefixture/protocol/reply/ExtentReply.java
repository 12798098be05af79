package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ReplyShape;

/** Where something of a file lies: LSEEK and BMAP. */
public abstract sealed class ExtentReply extends Reply {
  private static final int SIZE = 8;

  private ExtentReply(ReplyShape shape) {
    super(shape);
  }

  final void answer(long number) {
    message().putLong(HEADER_SIZE, number);
    complete(SIZE);
  }

  /** Where data or a hole starts: LSEEK ({@code struct fuse_lseek_out}). */
  public static final class Lseek extends ExtentReply {

    /** A reply that is not open yet. */
    public Lseek() {
      super(ReplyShape.OFFSET);
    }

    /**
     * Answers with a position.
     *
     * @param offset where data or a hole starts
     */
    public void found(Offset offset) {
      answer(offset.bytes());
    }
  }

  /** A block of the device: BMAP ({@code struct fuse_bmap_out}). */
  public static final class Bmap extends ExtentReply {

    /** A reply that is not open yet. */
    public Bmap() {
      super(ReplyShape.BLOCK);
    }

    /**
     * Answers with a block.
     *
     * @param block number of the block on the device
     */
    public void block(long block) {
      answer(block);
    }
  }
}
