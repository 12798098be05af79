package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.fusefixture.internal.wire.AttributesLayout;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.ReplyShape;

/** The attributes of an inode: GETATTR and SETATTR ({@code struct fuse_attr_out}). */
public final class AttributesReply extends Reply {
  private static final int ATTRIBUTES_AT = 16;

  /** A reply that is not open yet. */
  public AttributesReply() {
    super(ReplyShape.ATTRIBUTES);
  }

  /**
   * Answers with attributes.
   *
   * @param attributes of the inode
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

  /**
   * Attributes as in statx(2): STATX ({@code struct fuse_statx_out}, 7.39).
   *
   * <pre>
   *   offset  size  field                   offset  size  field
   *        0     8  attr_valid                  40     8  attributes
   *        8     4  attr_valid_nsec             88     8  attributes_mask
   *       12     4  flags                      112    16  btime   sec (8), nsec (4), 4 unused
   *       16    16  spare
   *       32     4  mask
   * </pre>
   *
   * The rest of {@code struct fuse_statx}, from 32 on, is what {@link AttributesReply} has too.
   */
  public static final class Statx extends Reply {
    private static final int SIZE = 288;
    private static final int STATX_AT = 32;

    /** A reply that is not open yet. */
    public Statx() {
      super(ReplyShape.EXTENDED_ATTRIBUTES);
    }

    /**
     * Answers with attributes.
     *
     * @param extended attributes of the inode
     * @param validity how long the kernel may keep them
     */
    public void attributes(ExtendedAttributes extended, Duration validity) {
      requireValidity(validity);
      ByteBuffer message = message();
      for (int at = 0; at < SIZE; at += Long.BYTES) {
        message.putLong(HEADER_SIZE + at, 0);
      }
      message
          .putLong(HEADER_SIZE, validity.getSeconds())
          .putInt(HEADER_SIZE + 8, validity.getNano())
          .putInt(HEADER_SIZE + STATX_AT, extended.mask())
          .putLong(HEADER_SIZE + 40, extended.statxAttributes())
          .putLong(HEADER_SIZE + 88, extended.statxAttributesMask())
          .putLong(HEADER_SIZE + 112, extended.birthTime().getEpochSecond())
          .putInt(HEADER_SIZE + 120, extended.birthTime().getNano());
      AttributesLayout.EXTENDED.put(message, HEADER_SIZE + STATX_AT, extended.attributes());
      complete(SIZE);
    }
  }
}
