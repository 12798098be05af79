package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The sizes of the filesystem are answered with other values; what is null stays.
 *
 * @param blocks total
 * @param freeBlocks free
 * @param availableBlocks free for unprivileged users
 * @param inodes total
 * @param freeInodes free
 * @param blockSize in bytes
 * @param nameLength longest name in bytes
 */
public record OverrideStatistics(
    Long blocks,
    Long freeBlocks,
    Long availableBlocks,
    Long inodes,
    Long freeInodes,
    Integer blockSize,
    Integer nameLength)
    implements Effect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.STATFS);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public OverrideStatistics {
    if (Stream.of(blocks, freeBlocks, availableBlocks, inodes, freeInodes, blockSize, nameLength)
        .allMatch(Objects::isNull)) {
      throw new IllegalArgumentException("name a size to override, for example free-blocks");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "is not answered with sizes of the filesystem");
  }
}
