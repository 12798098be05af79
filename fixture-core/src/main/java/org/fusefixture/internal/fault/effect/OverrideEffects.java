package org.fusefixture.internal.fault.effect;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.ReplyFields;

/** Effects that answer with other attributes than the filesystem. */
public sealed interface OverrideEffects extends FaultEffect {

  /** An attribute of an inode, and where it stands in struct fuse_attr and in struct fuse_statx. */
  enum Attribute {
    /** Number shown to callers. */
    INODE(0, 32, Long.BYTES),
    /** In bytes. */
    SIZE(8, 40, Long.BYTES),
    /** In units of 512 bytes. */
    BLOCKS(16, 48, Long.BYTES),
    /** Seconds since 1970. */
    ATIME(24, 64, Long.BYTES),
    /** Seconds since 1970. */
    MTIME(32, 112, Long.BYTES),
    /** Seconds since 1970. */
    CTIME(40, 96, Long.BYTES),
    /** File type and permissions; 16 bits in struct fuse_statx. */
    MODE(60, 28, Integer.BYTES),
    /** Number of names. */
    LINKS(64, 16, Integer.BYTES),
    /** Owner. */
    UID(68, 20, Integer.BYTES),
    /** Group. */
    GID(72, 24, Integer.BYTES);

    private final int plainAt;
    private final int statxAt;
    private final int size;

    Attribute(int plainAt, int statxAt, int size) {
      this.plainAt = plainAt;
      this.statxAt = statxAt;
      this.size = size;
    }
  }

  /** A field of struct fuse_kstatfs, and where it stands. */
  enum Statistic {
    /** Total. */
    BLOCKS(0, Long.BYTES),
    /** Free. */
    FREE_BLOCKS(8, Long.BYTES),
    /** Free for unprivileged users. */
    AVAILABLE_BLOCKS(16, Long.BYTES),
    /** Total. */
    INODES(24, Long.BYTES),
    /** Free. */
    FREE_INODES(32, Long.BYTES),
    /** In bytes. */
    BLOCK_SIZE(40, Integer.BYTES),
    /** Longest name in bytes. */
    NAME_LENGTH(44, Integer.BYTES);

    private final int at;
    private final int size;

    Statistic(int at, int size) {
      this.at = at;
      this.size = size;
    }
  }

  /**
   * Attributes of inodes are answered with other values.
   *
   * @param values by attribute; the others stay
   */
  record OverrideAttributes(Map<Attribute, Long> values) implements OverrideEffects {
    private static final Set<Opcode> ENTRIES =
        EnumSet.of(
            Opcode.LOOKUP, Opcode.MKNOD, Opcode.MKDIR, Opcode.SYMLINK, Opcode.LINK, Opcode.CREATE);
    private static final Set<Opcode> PLAIN =
        EnumSet.of(Opcode.GETATTR, Opcode.SETATTR, Opcode.STATX);

    public OverrideAttributes {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("no attribute is given; name one, for example size");
      }
      values.forEach((key, value) -> requireFit(key.name(), value, key.size));
      values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return ENTRIES.contains(opcode) || PLAIN.contains(opcode)
          ? Optional.empty()
          : Optional.of(
              opcode + " is not answered with attributes; " + PLAIN + " and " + ENTRIES + " are");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
      return reply.isError()
          ? Optional.of("the reply is an error")
          : request.opcode() == Opcode.LOOKUP && ReplyFields.nodeId(reply.bytes()) == 0
              ? Optional.of("there is no such name")
              : Optional.empty();
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeReply(context -> patch(context.request().opcode(), context.reply().bytes()));
    }

    private void patch(Opcode opcode, ByteBuffer reply) {
      boolean statx = opcode == Opcode.STATX;
      int start =
          statx
              ? ReplyFields.statxAt()
              : PLAIN.contains(opcode)
                  ? ReplyFields.plainAttributesAt()
                  : ReplyFields.entryAttributesAt();
      values.forEach(
          (field, value) -> {
            if (statx && field == Attribute.MODE) {
              reply.putShort(start + field.statxAt, value.shortValue());
            } else {
              put(reply, start + (statx ? field.statxAt : field.plainAt), value, field.size);
            }
          });
    }
  }

  /**
   * The sizes of the filesystem are answered with other values.
   *
   * @param values by field; the others stay
   */
  record OverrideStatistics(Map<Statistic, Long> values) implements OverrideEffects {
    private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.STATFS);

    public OverrideStatistics {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("no size is given; name one, for example free-blocks");
      }
      values.forEach((key, value) -> requireFit(key.name(), value, key.size));
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
                      (field, value) ->
                          put(
                              context.reply().bytes(),
                              Reply.HEADER_SIZE + field.at,
                              value,
                              field.size)));
    }
  }

  private static void put(ByteBuffer reply, int at, long value, int size) {
    if (size == Long.BYTES) {
      reply.putLong(at, value);
    } else {
      reply.putInt(at, (int) value);
    }
  }

  private static void requireFit(String field, long value, int size) {
    if (size == Integer.BYTES && (value < Integer.MIN_VALUE || value > 0xffff_ffffL)) {
      throw new IllegalArgumentException(field + " (" + value + ") does not fit into 32 bits");
    }
  }
}
