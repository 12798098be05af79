package org.fusefixture.protocol.reply;

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
final class EntryEncoder {
  static final int SIZE = 40 + AttributesEncoder.SIZE;

  static void put(ByteBuffer target, int at, Entry entry) {
    Reply.requireValidity(entry.entryValidity());
    Reply.requireValidity(entry.attributesValidity());
    target
        .putLong(at, entry.nodeId().value())
        .putLong(at + 8, entry.generation())
        .putLong(at + 16, entry.entryValidity().getSeconds())
        .putLong(at + 24, entry.attributesValidity().getSeconds())
        .putInt(at + 32, entry.entryValidity().getNano())
        .putInt(at + 36, entry.attributesValidity().getNano());
    AttributesEncoder.put(target, at + 40, entry.attributes());
  }

  static void putNegative(ByteBuffer target, int at, Duration validity) {
    Reply.requireValidity(validity);
    for (int index = 0; index < SIZE; index += Long.BYTES) {
      target.putLong(at + index, 0);
    }
    target.putLong(at + 16, validity.getSeconds()).putInt(at + 32, validity.getNano());
  }

  private EntryEncoder() {}
}
