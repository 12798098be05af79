package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry of a finished answer to READDIR or READDIRPLUS, see {@link DirectoryReply}.
 *
 * @param prefix {@code struct fuse_entry_out} of READDIRPLUS; empty in READDIR
 * @param inode number shown to callers
 * @param next cookie of the entry that follows
 * @param type DT_*
 * @param name without NUL
 */
public record ListedEntry(byte[] prefix, long inode, long next, int type, byte[] name) {
  private static final int NAME_AT = 24;

  /** The entries of an answer without error. */
  public static List<ListedEntry> decode(ByteBuffer message, int length, boolean plus) {
    List<ListedEntry> entries = new ArrayList<>();
    int prefixSize = plus ? EntryEncoder.SIZE : 0;
    int at = Reply.HEADER_SIZE;
    while (at + prefixSize + NAME_AT <= length) {
      byte[] prefix = new byte[prefixSize];
      message.get(at, prefix);
      int fixed = at + prefixSize;
      byte[] name = new byte[message.getInt(fixed + 16)];
      message.get(fixed + NAME_AT, name);
      entries.add(
          new ListedEntry(
              prefix,
              message.getLong(fixed),
              message.getLong(fixed + 8),
              message.getInt(fixed + 20),
              name));
      at = fixed + padded(name.length);
    }
    return entries;
  }

  /** Writes an answer anew, and its length into its header; its size in bytes. */
  public static int encode(List<ListedEntry> entries, ByteBuffer message) {
    int at = Reply.HEADER_SIZE;
    for (ListedEntry entry : entries) {
      message.put(at, entry.prefix);
      int fixed = at + entry.prefix.length;
      message
          .putLong(fixed, entry.inode)
          .putLong(fixed + 8, entry.next)
          .putInt(fixed + 16, entry.name.length)
          .putInt(fixed + 20, entry.type)
          .put(fixed + NAME_AT, entry.name);
      at = fixed + padded(entry.name.length);
      for (int pad = fixed + NAME_AT + entry.name.length; pad < at; pad++) {
        message.put(pad, (byte) 0);
      }
    }
    message.putInt(0, at);
    return at;
  }

  /** An entry that is no lookup of any inode. */
  public static ListedEntry invented(String name, long inode, long next, boolean plus) {
    int regular = 8;
    return new ListedEntry(
        new byte[plus ? EntryEncoder.SIZE : 0],
        inode,
        next,
        regular,
        name.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, followed by another. */
  public ListedEntry withNext(long cookie) {
    return new ListedEntry(prefix, inode, cookie, type, name);
  }

  /** Bytes that it takes. */
  public int size() {
    return prefix.length + padded(name.length);
  }

  /** The inode that it looks up; 0 for none. */
  public long nodeId() {
    return prefix.length == 0
        ? 0
        : ByteBuffer.wrap(prefix).order(java.nio.ByteOrder.nativeOrder()).getLong(0);
  }

  /** The name in UTF-8. */
  public String text() {
    return new String(name, StandardCharsets.UTF_8);
  }

  private static int padded(int nameLength) {
    return (NAME_AT + nameLength + 7) & ~7;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListedEntry entry
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
