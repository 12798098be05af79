package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry of a finished reply to READDIR or READDIRPLUS, taken out of its message.
 *
 * @param prefix {@code struct fuse_entry_out} of READDIRPLUS; empty in READDIR
 * @param inode number shown to callers
 * @param next cookie of the entry that follows
 * @param type DT_*
 * @param name without NUL
 */
public record DirentRecord(byte[] prefix, long inode, long next, int type, byte[] name) {
  /**
   * The entries of a reply without error, up to one that does not lie within it; with {@code plus}
   * of READDIRPLUS.
   */
  public static List<DirentRecord> decode(ByteBuffer message, int length, boolean plus) {
    List<DirentRecord> entries = new ArrayList<>();
    int prefixSize = plus ? EntryLayout.SIZE : 0;
    int at = ReplyHeader.SIZE;
    while (DirentLayout.isWhole(message, at + prefixSize, length)) {
      byte[] prefix = new byte[prefixSize];
      message.get(at, prefix);
      int fixed = at + prefixSize;
      byte[] name = new byte[DirentLayout.nameLength(message, fixed)];
      message.get(fixed + DirentLayout.NAME_AT, name);
      entries.add(
          new DirentRecord(
              prefix,
              DirentLayout.inode(message, fixed),
              DirentLayout.next(message, fixed),
              DirentLayout.type(message, fixed),
              name));
      at = fixed + DirentLayout.size(name.length);
    }
    return entries;
  }

  /** Writes the reply anew, and its length into its header; returns that length in bytes. */
  public static int encode(List<DirentRecord> entries, ByteBuffer message) {
    int at = ReplyHeader.SIZE;
    for (DirentRecord entry : entries) {
      message.put(at, entry.prefix);
      int fixed = at + entry.prefix.length;
      DirentLayout.put(message, fixed, entry.name, entry.inode, entry.type, entry.next);
      at = fixed + DirentLayout.size(entry.name.length);
    }
    ReplyHeader.setLength(message, at);
    return at;
  }

  /** An entry that is no lookup of any inode. */
  public static DirentRecord invented(String name, long inode, long next, boolean plus) {
    int regular = 8;
    return new DirentRecord(
        new byte[plus ? EntryLayout.SIZE : 0],
        inode,
        next,
        regular,
        name.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with another cookie. */
  public DirentRecord withNext(long cookie) {
    return new DirentRecord(prefix, inode, cookie, type, name);
  }

  /** Number of bytes that it takes. */
  public int size() {
    return prefix.length + DirentLayout.size(name.length);
  }

  /** The inode that it grants a lookup of; 0 for none. */
  public long nodeId() {
    return prefix.length == 0
        ? 0
        : EntryLayout.nodeId(ByteBuffer.wrap(prefix).order(ByteOrder.nativeOrder()), 0);
  }

  /** The name in UTF-8. */
  public String text() {
    return new String(name, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirentRecord entry
        && inode == entry.inode
        && next == entry.next
        && type == entry.type
        && Arrays.equals(name, entry.name)
        && Arrays.equals(prefix, entry.prefix);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(name);
  }
}
