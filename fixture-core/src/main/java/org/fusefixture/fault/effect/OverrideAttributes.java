package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.reply.ReplyFields;

/**
 * Attributes of inodes are answered with other values; what is null stays.
 *
 * @param inode number shown to callers
 * @param size in bytes
 * @param blocks in units of 512 bytes
 * @param atime seconds since 1970
 * @param mtime seconds since 1970
 * @param ctime seconds since 1970
 * @param mode file type and permissions
 * @param links number of names
 * @param uid owner
 * @param gid group
 */
public record OverrideAttributes(
    Long inode,
    Long size,
    Long blocks,
    Long atime,
    Long mtime,
    Long ctime,
    Integer mode,
    Integer links,
    Integer uid,
    Integer gid)
    implements Effect {
  private static final Set<Opcode> ENTRIES =
      EnumSet.of(
          Opcode.LOOKUP, Opcode.MKNOD, Opcode.MKDIR, Opcode.SYMLINK, Opcode.LINK, Opcode.CREATE);

  private static final Set<Opcode> PLAIN = EnumSet.of(Opcode.GETATTR, Opcode.SETATTR);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public OverrideAttributes {
    if (Stream.of(inode, size, blocks, atime, mtime, ctime, mode, links, uid, gid)
        .allMatch(Objects::isNull)) {
      throw new IllegalArgumentException("name an attribute to override, for example size");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return ENTRIES.contains(opcode) || PLAIN.contains(opcode)
        ? Optional.empty()
        : Optional.of(
            opcode + " is not answered with attributes; " + PLAIN + " and " + ENTRIES + " are");
  }

  /** Index of the attributes in a reply. */
  public static int attributesAt(Opcode opcode) {
    return PLAIN.contains(opcode)
        ? ReplyFields.plainAttributesAt()
        : ReplyFields.entryAttributesAt();
  }

  /** Overrides the size alone. */
  public static OverrideAttributes size(long bytes) {
    return new OverrideAttributes(null, bytes, null, null, null, null, null, null, null, null);
  }
}
