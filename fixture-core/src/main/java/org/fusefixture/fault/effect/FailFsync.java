package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.storage.FsyncAftermath;

/**
 * Data of a file cannot be written when it is synced, with all that follows from it in a real
 * filesystem. As CuttleFS. Only for a filesystem that is a {@link
 * org.fusefixture.storage.FaultyStorage}; elsewhere use {@link Fail}, which has no after-effects.
 *
 * @param as in which filesystem
 * @param from first byte whose page cannot be written
 * @param to where they end, exclusive; 0 for the end of the file
 */
public record FailFsync(FsyncAftermath as, long from, long to) implements StorageEffect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.FSYNC);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public FailFsync {
    Objects.requireNonNull(as, "fail-fsync says as which filesystem, for example EXT4_ORDERED");
    Limits.requireNotNegative("from", from);
    if (to != 0 && to <= from) {
      throw new IllegalArgumentException(
          "to (" + to + ") must be behind from (" + from + "), or 0 for the end of the file");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "syncs no file");
  }
}
