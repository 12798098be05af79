package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FileName;

/**
 * {@code struct fuse_dirent} of include/uapi/linux/fuse.h; each starts at a multiple of 8.
 *
 * <pre>
 *   offset  size  field
 *        0     8  ino
 *        8     8  off      cookie of the next entry
 *       16     4  namelen
 *       20     4  type     DT_*, that is (mode &gt;&gt; 12) &amp; 15
 *       24   ...  name, then zeros up to a multiple of 8
 * </pre>
 */
public final class DirentLayout {
  /** Number of bytes before the name. */
  public static final int NAME_AT = 24;

  private static final int NEXT_AT = 8;
  private static final int NAME_LENGTH_AT = 16;
  private static final int TYPE_AT = 20;

  /** Number of bytes that an entry of this name takes. */
  public static int size(FileName name) {
    return size(name.length());
  }

  /** Number of bytes that an entry with a name of so many bytes takes. */
  public static int size(int nameLength) {
    return (NAME_AT + nameLength + Long.BYTES - 1) & -Long.BYTES;
  }

  /** Writes an entry. */
  public static void put(
      ByteBuffer message, int at, FileName name, long inode, int mode, long next) {
    putFixed(message, at, inode, next, name.length(), mode >> 12 & 15);
    message.limit(message.capacity()).position(at + NAME_AT);
    name.putInto(message);
    pad(message, at, name.length());
  }

  static void put(ByteBuffer message, int at, byte[] name, long inode, int type, long next) {
    putFixed(message, at, inode, next, name.length, type);
    message.put(at + NAME_AT, name);
    pad(message, at, name.length);
  }

  private static void putFixed(
      ByteBuffer message, int at, long inode, long next, int nameLength, int type) {
    message
        .putLong(at, inode)
        .putLong(at + NEXT_AT, next)
        .putInt(at + NAME_LENGTH_AT, nameLength)
        .putInt(at + TYPE_AT, type);
  }

  private static void pad(ByteBuffer message, int at, int nameLength) {
    for (int index = at + NAME_AT + nameLength; index < at + size(nameLength); index++) {
      message.put(index, (byte) 0);
    }
  }

  /** Whether an entry starts here that lies within the message, by its own account. */
  static boolean isWhole(ByteBuffer message, int at, int length) {
    if (at + NAME_AT > length) {
      return false;
    }
    int nameLength = nameLength(message, at);
    return nameLength >= 0 && nameLength <= length - at - NAME_AT;
  }

  static long inode(ByteBuffer message, int at) {
    return message.getLong(at);
  }

  /** The cookie of the next entry. */
  public static long next(ByteBuffer message, int at) {
    return message.getLong(at + NEXT_AT);
  }

  /** Number of bytes of the name. */
  public static int nameLength(ByteBuffer message, int at) {
    return message.getInt(at + NAME_LENGTH_AT);
  }

  /** DT_*. */
  public static int type(ByteBuffer message, int at) {
    return message.getInt(at + TYPE_AT);
  }

  /** Whether it is "." or "..". */
  public static boolean isDots(ByteBuffer message, int at) {
    int length = nameLength(message, at);
    return length == 1 && message.get(at + NAME_AT) == '.'
        || length == 2 && message.get(at + NAME_AT) == '.' && message.get(at + NAME_AT + 1) == '.';
  }

  private DirentLayout() {}
}
