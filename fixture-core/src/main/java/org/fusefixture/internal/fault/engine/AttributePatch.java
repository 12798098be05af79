package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.fusefixture.fault.effect.OverrideAttributes;
import org.fusefixture.fault.effect.OverrideStatistics;
import org.fusefixture.internal.wire.AttributesLayout;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.StatisticsLayout;
import org.fusefixture.protocol.ReplyShape;

/** Overwrites attributes and statistics in replies. */
final class AttributePatch {
  private AttributePatch() {}

  static void apply(OverrideAttributes values, ReplyShape shape, ByteBuffer reply) {
    AttributesLayout layout = ReplyFields.attributes(shape);
    int at = ReplyFields.attributesAt(shape);
    set(values.inode(), value -> layout.setInode(reply, at, value));
    set(values.size(), value -> layout.setSize(reply, at, value));
    set(values.blocks(), value -> layout.setBlocks(reply, at, value));
    set(values.atime(), value -> layout.setAtime(reply, at, value));
    set(values.mtime(), value -> layout.setMtime(reply, at, value));
    set(values.ctime(), value -> layout.setCtime(reply, at, value));
    set(values.mode(), value -> layout.setMode(reply, at, value));
    set(values.links(), value -> layout.setLinks(reply, at, value));
    set(values.uid(), value -> layout.setUid(reply, at, value));
    set(values.gid(), value -> layout.setGid(reply, at, value));
  }

  static void apply(OverrideStatistics values, ByteBuffer reply) {
    set(values.blocks(), value -> StatisticsLayout.setBlocks(reply, value));
    set(values.freeBlocks(), value -> StatisticsLayout.setFreeBlocks(reply, value));
    set(values.availableBlocks(), value -> StatisticsLayout.setAvailableBlocks(reply, value));
    set(values.inodes(), value -> StatisticsLayout.setInodes(reply, value));
    set(values.freeInodes(), value -> StatisticsLayout.setFreeInodes(reply, value));
    set(values.blockSize(), value -> StatisticsLayout.setBlockSize(reply, value));
    set(values.nameLength(), value -> StatisticsLayout.setNameLength(reply, value));
  }

  private static <T> void set(T value, Consumer<T> field) {
    if (value != null) {
      field.accept(value);
    }
  }
}
