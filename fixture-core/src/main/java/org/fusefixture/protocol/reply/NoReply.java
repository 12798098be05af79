package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/** Stands for the reply of requests that have none: FORGET, BATCH_FORGET, NOTIFY_REPLY. */
public final class NoReply extends Reply {
  @Override
  public ReplyShape shape() {
    return ReplyShape.NONE;
  }
}
