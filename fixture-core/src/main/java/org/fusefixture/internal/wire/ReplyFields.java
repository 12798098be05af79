package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.fusefixture.protocol.ReplyShape;

/** Fields of finished replies without error, for those who look at them or change them. */
public final class ReplyFields {
  private static final int BODY_AT = ReplyHeader.SIZE;

  /** {@code fuse_attr} of {@code fuse_attr_out}. */
  private static final int PLAIN_ATTRIBUTES_AT = BODY_AT + 16;

  /** {@code fuse_statx} of {@code fuse_statx_out}. */
  private static final int STATX_AT = BODY_AT + 32;

  /** The inode of a reply that has an entry; 0 for none. */
  public static long nodeId(ReplyShape shape, ByteBuffer message) {
    require(shape.hasEntry(), shape, "entry");
    return EntryLayout.nodeId(message, BODY_AT);
  }

  /** The handle of a reply that has one. */
  public static long handle(ReplyShape shape, ByteBuffer message) {
    require(shape.hasHandle(), shape, "handle");
    return message.getLong(BODY_AT + (shape.hasEntry() ? EntryLayout.SIZE : 0));
  }

  /** Changes the number of bytes of a reply of shape {@link ReplyShape#COUNT}. */
  public static void setCount(ByteBuffer message, int bytes) {
    message.putInt(BODY_AT, bytes);
  }

  /** The layout of the attributes in a reply that has some. */
  public static AttributesLayout attributes(ReplyShape shape) {
    require(shape.hasAttributes(), shape, "attributes");
    return shape == ReplyShape.EXTENDED_ATTRIBUTES
        ? AttributesLayout.EXTENDED
        : AttributesLayout.PLAIN;
  }

  /** Index of the attributes in a reply that has some. */
  public static int attributesAt(ReplyShape shape) {
    require(shape.hasAttributes(), shape, "attributes");
    if (shape.hasEntry()) {
      return BODY_AT + EntryLayout.ATTRIBUTES_AT;
    }
    return shape == ReplyShape.EXTENDED_ATTRIBUTES ? STATX_AT : PLAIN_ATTRIBUTES_AT;
  }

  /**
   * Names every inode of which a reply grants one lookup to the kernel (fuse_iget of
   * fs/fuse/inode.c in Linux 6.12). The entries "." and ".." of a listing, and those without an
   * inode, are none (fuse_direntplus_link of fs/fuse/readdir.c).
   *
   * @param length of the message in bytes
   * @param looked gets each inode
   */
  public static void forEachLookup(
      ReplyShape shape, ByteBuffer message, int length, LongConsumer looked) {
    if (shape.hasEntry()) {
      accept(looked, EntryLayout.nodeId(message, BODY_AT));
    } else if (shape == ReplyShape.LISTING_WITH_ENTRIES) {
      int at = BODY_AT;
      int dirent = at + EntryLayout.SIZE;
      while (DirentLayout.isWhole(message, dirent, length)) {
        if (!DirentLayout.isDots(message, dirent)) {
          accept(looked, EntryLayout.nodeId(message, at));
        }
        at = dirent + DirentLayout.size(DirentLayout.nameLength(message, dirent));
        dirent = at + EntryLayout.SIZE;
      }
    }
  }

  private static void accept(LongConsumer looked, long nodeId) {
    if (nodeId != 0) {
      looked.accept(nodeId);
    }
  }

  /**
   * What a reply says, as text for people: a number, an inode, a handle, or 0 for plain success.
   *
   * @param message its first 16 bytes after the header, at least, or as many as it has
   * @param length of the whole message in bytes
   */
  public static String result(ReplyShape shape, ByteBuffer message, int length) {
    if (length - BODY_AT < shape.fixedSize()) {
      return (length - BODY_AT) + " bytes, fewer than a reply has";
    }
    return switch (shape) {
      case ENTRY, ENTRY_AND_HANDLE -> "node " + Long.toUnsignedString(message.getLong(BODY_AT));
      case HANDLE -> "fh " + Long.toUnsignedString(message.getLong(BODY_AT));
      case COUNT -> Integer.toUnsignedString(message.getInt(BODY_AT));
      case WIDE_COUNT -> Long.toUnsignedString(message.getLong(BODY_AT));
      case OFFSET -> Long.toString(message.getLong(BODY_AT));
      case BLOCK -> "block " + Long.toUnsignedString(message.getLong(BODY_AT));
      case EVENTS -> "events 0x" + Integer.toHexString(message.getInt(BODY_AT));
      case IOCTL_RESULT -> Integer.toString(message.getInt(BODY_AT));
      case DATA, DATA_OR_SIZE, LISTING, LISTING_WITH_ENTRIES -> String.valueOf(length - BODY_AT);
      case NONE, EMPTY, ATTRIBUTES, EXTENDED_ATTRIBUTES, STATISTICS, LOCK, NEGOTIATION -> "0";
    };
  }

  private static void require(boolean present, ReplyShape shape, String what) {
    if (!present) {
      throw new IllegalArgumentException("a reply of shape " + shape + " has no " + what);
    }
  }

  private ReplyFields() {}
}
