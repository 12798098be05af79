package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/** What a file is ready for: POLL ({@code struct fuse_poll_out}). */
public final class PollReply extends Reply {
  private static final int SIZE = 8;

  /** A reply that is not open yet. */
  public PollReply() {
    super(ReplyShape.EVENTS);
  }

  /**
   * Answers with success.
   *
   * @param events poll(2) events that are true now
   */
  public void ready(int events) {
    message().putInt(HEADER_SIZE, events).putInt(HEADER_SIZE + 4, 0);
    complete(SIZE);
  }
}
