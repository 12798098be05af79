package org.fusefixture.internal.fault.effect;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.wire.AttributesLayout;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.StatisticsLayout;
import org.fusefixture.protocol.ReplyShape;

/** Effects that answer with other attributes than the filesystem. */
public sealed interface OverrideEffects extends FaultEffect {

  /** An attribute of an inode. */
  enum Attribute {
    /** Number shown to callers. */
    INODE(Long.SIZE, AttributesLayout::setInode),
    /** In bytes. */
    SIZE(Long.SIZE, AttributesLayout::setSize),
    /** In units of 512 bytes. */
    BLOCKS(Long.SIZE, AttributesLayout::setBlocks),
    /** Seconds since 1970. */
    ATIME(Long.SIZE, AttributesLayout::setAtime),
    /** Seconds since 1970. */
    MTIME(Long.SIZE, AttributesLayout::setMtime),
    /** Seconds since 1970. */
    CTIME(Long.SIZE, AttributesLayout::setCtime),
    /** File type and permissions. */
    MODE(Integer.SIZE, (layout, reply, at, value) -> layout.setMode(reply, at, (int) value)),
    /** Number of names. */
    LINKS(Integer.SIZE, (layout, reply, at, value) -> layout.setLinks(reply, at, (int) value)),
    /** Owner. */
    UID(Integer.SIZE, (layout, reply, at, value) -> layout.setUid(reply, at, (int) value)),
    /** Group. */
    GID(Integer.SIZE, (layout, reply, at, value) -> layout.setGid(reply, at, (int) value));

    private interface Setter {
      void set(AttributesLayout layout, ByteBuffer reply, int at, long value);
    }

    private final int bits;
    private final Setter setter;

    Attribute(int bits, Setter setter) {
      this.bits = bits;
      this.setter = setter;
    }
  }

  /** A size of the filesystem. */
  enum Statistic {
    /** Total. */
    BLOCKS(Long.SIZE, StatisticsLayout::setBlocks),
    /** Free. */
    FREE_BLOCKS(Long.SIZE, StatisticsLayout::setFreeBlocks),
    /** Free for unprivileged users. */
    AVAILABLE_BLOCKS(Long.SIZE, StatisticsLayout::setAvailableBlocks),
    /** Total. */
    INODES(Long.SIZE, StatisticsLayout::setInodes),
    /** Free. */
    FREE_INODES(Long.SIZE, StatisticsLayout::setFreeInodes),
    /** In bytes. */
    BLOCK_SIZE(Integer.SIZE, (reply, value) -> StatisticsLayout.setBlockSize(reply, (int) value)),
    /** Longest name in bytes. */
    NAME_LENGTH(Integer.SIZE, (reply, value) -> StatisticsLayout.setNameLength(reply, (int) value));

    private final int bits;
    private final ObjLongConsumer<ByteBuffer> setter;

    Statistic(int bits, ObjLongConsumer<ByteBuffer> setter) {
      this.bits = bits;
      this.setter = setter;
    }
  }

  /**
   * Attributes of inodes are answered with other values.
   *
   * @param values new values by attribute; the other attributes stay
   */
  record OverrideAttributes(Map<Attribute, Long> values) implements OverrideEffects {
    private static final Set<Opcode> OPCODES =
        Opcode.where(opcode -> opcode.shape().hasAttributes());

    public OverrideAttributes {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("no attribute is given; name one, for example size");
      }
      values.forEach((field, value) -> requireFit(field, value, field.bits));
      values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "is not answered with attributes");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
      return reply.isError()
          ? Optional.of("the reply is an error")
          : request.opcode() == Opcode.LOOKUP
                  && ReplyFields.nodeId(ReplyShape.ENTRY, reply.bytes()) == 0
              ? Optional.of("there is no such name")
              : Optional.empty();
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeReply(
              context -> patch(context.request().opcode().shape(), context.reply().bytes()));
    }

    private void patch(ReplyShape shape, ByteBuffer reply) {
      AttributesLayout layout = ReplyFields.attributes(shape);
      int at = ReplyFields.attributesAt(shape);
      values.forEach((attribute, value) -> attribute.setter.set(layout, reply, at, value));
    }
  }

  /**
   * The sizes of the filesystem are answered with other values.
   *
   * @param values new values by field; the other fields stay
   */
  record OverrideStatistics(Map<Statistic, Long> values) implements OverrideEffects {
    private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.STATFS);

    public OverrideStatistics {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("no size is given; name one, for example free-blocks");
      }
      values.forEach((field, value) -> requireFit(field, value, field.bits));
      values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "is not answered with sizes of the filesystem");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
      return reply.isError() ? Optional.of("the reply is an error") : Optional.empty();
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeReply(
              context ->
                  values.forEach(
                      (field, value) -> field.setter.accept(context.reply().bytes(), value)));
    }
  }

  /** Refuses a number that has more bits than its field, signed or unsigned. */
  private static void requireFit(Enum<?> field, long value, int bits) {
    if (bits == Integer.SIZE && (value < Integer.MIN_VALUE || value > 0xffff_ffffL)) {
      throw new IllegalArgumentException(
          Keywords.of(field) + " (" + value + ") must fit into " + bits + " bits");
    }
  }
}
