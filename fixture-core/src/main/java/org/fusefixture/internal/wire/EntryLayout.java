package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.fusefixture.protocol.Entry;

/**
 * {@code struct fuse_entry_out} of include/uapi/linux/fuse.h.
 *
 * <pre>
 *   offset  size  field
 *        0     8  nodeid
 *        8     8  generation
 *       16     8  entry_valid       seconds
 *       24     8  attr_valid        seconds
 *       32     4  entry_valid_nsec
 *       36     4  attr_valid_nsec
 *       40    88  attr
 * </pre>
 */
public final class EntryLayout {
  /** Number of bytes. */
  public static final int SIZE = 128;

  /** Number of bytes before the attributes. */
  public static final int ATTRIBUTES_AT = 40;

  /** Writes an entry. */
  public static void put(ByteBuffer message, int at, Entry entry) {
    requireValidity(entry.entryValidity());
    requireValidity(entry.attributesValidity());
    message
        .putLong(at, entry.nodeId().value())
        .putLong(at + 8, entry.generation())
        .putLong(at + 16, entry.entryValidity().toSeconds())
        .putLong(at + 24, entry.attributesValidity().toSeconds())
        .putInt(at + 32, entry.entryValidity().getNano())
        .putInt(at + 36, entry.attributesValidity().getNano());
    AttributesLayout.PLAIN.put(message, at + ATTRIBUTES_AT, entry.attributes());
  }

  /** Writes an entry without an inode, which the kernel may remember for a time. */
  public static void putNegative(ByteBuffer message, int at, Duration validity) {
    requireValidity(validity);
    for (int index = 0; index < SIZE; index += Long.BYTES) {
      message.putLong(at + index, 0);
    }
    message.putLong(at + 16, validity.getSeconds()).putInt(at + 32, validity.getNano());
  }

  /** The inode; 0 for none. */
  public static long nodeId(ByteBuffer message, int at) {
    return message.getLong(at);
  }

  /** With the inode unique for the life of the filesystem. */
  public static long generation(ByteBuffer message, int at) {
    return message.getLong(at + 8);
  }

  /** The larger number of nanoseconds of the two validities, as an unsigned number. */
  public static int largestNanoseconds(ByteBuffer message, int at) {
    int entry = message.getInt(at + 32);
    int attributes = message.getInt(at + 36);
    return Integer.compareUnsigned(entry, attributes) < 0 ? attributes : entry;
  }

  /** Makes sure that the kernel does not take a time for "for ever". */
  public static void requireValidity(Duration validity) {
    if (validity.isNegative()) {
      throw new IllegalArgumentException("a validity is not negative: " + validity);
    }
  }

  private EntryLayout() {}
}
