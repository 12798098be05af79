package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;

/** Where fields stand in finished replies, for those who look at them or change them. */
public final class ReplyFields {
  /** {@code fh} of {@code struct fuse_open_out}, after the entry of a CREATE. */
  private static final int CREATED_HANDLE_AT = Reply.HEADER_SIZE + EntryEncoder.SIZE;

  private static final int ENTRY_ATTRIBUTES_AT = Reply.HEADER_SIZE + 40;
  private static final int PLAIN_ATTRIBUTES_AT = Reply.HEADER_SIZE + 16;

  private ReplyFields() {}

  /** Whether it is an error. */
  public static boolean isError(ByteBuffer message) {
    return message.getInt(Integer.BYTES) != 0;
  }

  /** The nodeid of an entry: LOOKUP, MKNOD, MKDIR, SYMLINK, LINK, CREATE; 0 for none. */
  public static long nodeId(ByteBuffer message) {
    return message.getLong(Reply.HEADER_SIZE);
  }

  /** The handle of an OPEN or OPENDIR. */
  public static long openedHandle(ByteBuffer message) {
    return message.getLong(Reply.HEADER_SIZE);
  }

  /** The handle of a CREATE. */
  public static long createdHandle(ByteBuffer message) {
    return message.getLong(CREATED_HANDLE_AT);
  }

  /** Index of {@code struct fuse_attr} after an entry. */
  public static int entryAttributesAt() {
    return ENTRY_ATTRIBUTES_AT;
  }

  /** Index of {@code struct fuse_attr} in the answer to GETATTR and SETATTR. */
  public static int plainAttributesAt() {
    return PLAIN_ATTRIBUTES_AT;
  }
}
