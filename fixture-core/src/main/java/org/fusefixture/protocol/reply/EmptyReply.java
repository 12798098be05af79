package org.fusefixture.protocol.reply;

import org.fusefixture.protocol.ReplyShape;

/**
 * Success or an error, without a body: UNLINK, RMDIR, RENAME, RELEASE, FSYNC, FLUSH, SETXATTR,
 * ACCESS and more.
 */
public final class EmptyReply extends Reply {
  /** A reply that is not open yet. */
  public EmptyReply() {
    super(ReplyShape.EMPTY);
  }

  /** Answers with success. */
  public void ok() {
    complete(0);
  }
}
