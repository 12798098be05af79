package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.fusefixture.internal.wire.AttributesLayout;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.ReplyShape;

/**
 * Attributes as of statx(2): STATX ({@code struct fuse_statx_out} of include/uapi/linux/fuse.h,
 * 7.39).
 *
 * <pre>
 *   offset  size  field             offset  size  field
 *        0     8  attr_valid            72     8  size
 *        8     4  attr_valid_nsec       80     8  blocks
 *       12     4  flags                 88     8  attributes_mask
 *       16    16  spare                 96    16  atime   sec (8), nsec (4), 4 unused
 *       32     4  mask                 112    16  btime
 *       36     4  blksize              128    16  ctime
 *       40     8  attributes           144    16  mtime
 *       48     4  nlink                160     4  rdev_major
 *       52     4  uid                  164     4  rdev_minor
 *       56     4  gid                  168     4  dev_major
 *       60     2  mode                 172     4  dev_minor
 *       62     2  spare                176   112  spare
 *       64     8  ino
 * </pre>
 */
public final class StatxReply extends Reply {
  private static final int SIZE = 288;
  private static final int STATX_AT = 32;

  /** Answers with success. */
  public void attributes(ExtendedAttributes extended, Duration validity) {
    requireValidity(validity);
    ByteBuffer message = message();
    for (int at = 0; at < SIZE; at += Long.BYTES) {
      message.putLong(HEADER_SIZE + at, 0);
    }
    message
        .putLong(HEADER_SIZE, validity.getSeconds())
        .putInt(HEADER_SIZE + 8, validity.getNano())
        .putInt(HEADER_SIZE + 32, extended.mask())
        .putLong(HEADER_SIZE + 40, extended.statxAttributes())
        .putLong(HEADER_SIZE + 88, extended.statxAttributesMask())
        .putLong(HEADER_SIZE + 112, extended.birthTime().getEpochSecond())
        .putInt(HEADER_SIZE + 120, extended.birthTime().getNano());
    AttributesLayout.EXTENDED.put(message, HEADER_SIZE + STATX_AT, extended.attributes());
    complete(SIZE);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.EXTENDED_ATTRIBUTES;
  }
}
