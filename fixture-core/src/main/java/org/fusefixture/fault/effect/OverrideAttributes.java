package org.fusefixture.fault.effect;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

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
  private static final Set<Opcode> OPCODES = Opcode.where(opcode -> opcode.shape().hasAttributes());
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
    return Limits.only(OPCODES, opcode, "is not answered with attributes");
  }

  /** Overrides the size alone. */
  public static OverrideAttributes size(long bytes) {
    return new OverrideAttributes(null, bytes, null, null, null, null, null, null, null, null);
  }
}
