package org.fusefixture.protocol.reply;

import java.time.Duration;
import org.fusefixture.internal.wire.AttributesLayout;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.ReplyShape;

/** The attributes of an inode: GETATTR and SETATTR ({@code struct fuse_attr_out}). */
public final class AttributesReply extends Reply {
  private static final int ATTRIBUTES_AT = 16;

  /**
   * Answers with attributes.
   *
   * @param validity how long the kernel may keep them
   */
  public void attributes(Attributes attributes, Duration validity) {
    requireValidity(validity);
    message()
        .putLong(HEADER_SIZE, validity.getSeconds())
        .putInt(HEADER_SIZE + 8, validity.getNano())
        .putInt(HEADER_SIZE + 12, 0);
    AttributesLayout.PLAIN.put(message(), HEADER_SIZE + ATTRIBUTES_AT, attributes);
    complete(ATTRIBUTES_AT + AttributesLayout.PLAIN.size());
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.ATTRIBUTES;
  }
}
