package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.ReplyShape;

/** A conflicting lock, or F_UNLCK if there is none: GETLK ({@code struct fuse_lk_out}). */
public final class LockReply extends Reply {
  private static final int SIZE = 24;

  /** A reply that is not open yet. */
  public LockReply() {
    super(ReplyShape.LOCK);
  }

  /**
   * Answers with a lock.
   *
   * @param lock that conflicts, or one of type {@link FileLock#UNLOCKED} where none does
   */
  public void lock(FileLock lock) {
    message()
        .putLong(HEADER_SIZE, lock.start())
        .putLong(HEADER_SIZE + 8, lock.end())
        .putInt(HEADER_SIZE + 16, lock.type())
        .putInt(HEADER_SIZE + 20, lock.pid());
    complete(SIZE);
  }
}
