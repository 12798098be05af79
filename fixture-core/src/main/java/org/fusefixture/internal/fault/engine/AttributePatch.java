package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import org.fusefixture.fault.effect.OverrideAttributes;
import org.fusefixture.fault.effect.OverrideStatistics;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.ReplyFields;

/**
 * Overwrites fields of {@code struct fuse_attr}, {@code struct fuse_statx} and {@code struct
 * fuse_kstatfs} (fuse.h).
 */
final class AttributePatch {
  private AttributePatch() {}

  static void apply(OverrideAttributes values, Opcode opcode, ByteBuffer reply) {
    switch (opcode) {
      case STATX -> extended(values, reply, ReplyFields.statxAt());
      case GETATTR, SETATTR -> plain(values, reply, ReplyFields.plainAttributesAt());
      default -> plain(values, reply, ReplyFields.entryAttributesAt());
    }
  }

  /** {@code struct fuse_statx}. */
  private static void extended(OverrideAttributes values, ByteBuffer reply, int at) {
    put(reply, at + 16, values.links());
    put(reply, at + 20, values.uid());
    put(reply, at + 24, values.gid());
    if (values.mode() != null) {
      reply.putShort(at + 28, values.mode().shortValue());
    }
    put(reply, at + 32, values.inode());
    put(reply, at + 40, values.size());
    put(reply, at + 48, values.blocks());
    put(reply, at + 64, values.atime());
    put(reply, at + 96, values.ctime());
    put(reply, at + 112, values.mtime());
  }

  private static void plain(OverrideAttributes values, ByteBuffer reply, int at) {
    put(reply, at, values.inode());
    put(reply, at + 8, values.size());
    put(reply, at + 16, values.blocks());
    put(reply, at + 24, values.atime());
    put(reply, at + 32, values.mtime());
    put(reply, at + 40, values.ctime());
    put(reply, at + 60, values.mode());
    put(reply, at + 64, values.links());
    put(reply, at + 68, values.uid());
    put(reply, at + 72, values.gid());
  }

  static void apply(OverrideStatistics values, ByteBuffer reply) {
    int at = Reply.HEADER_SIZE;
    put(reply, at, values.blocks());
    put(reply, at + 8, values.freeBlocks());
    put(reply, at + 16, values.availableBlocks());
    put(reply, at + 24, values.inodes());
    put(reply, at + 32, values.freeInodes());
    put(reply, at + 40, values.blockSize());
    put(reply, at + 44, values.nameLength());
  }

  private static void put(ByteBuffer reply, int at, Long value) {
    if (value != null) {
      reply.putLong(at, value);
    }
  }

  private static void put(ByteBuffer reply, int at, Integer value) {
    if (value != null) {
      reply.putInt(at, value);
    }
  }
}
