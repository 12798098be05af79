package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The power fails during a write: of its parts, some are on the disk, and nothing else that was not
 * synced. The caller gets EIO. As torn-op of LazyFS. Only for a filesystem that is a {@link
 * org.fusefixture.storage.FaultyStorage}.
 *
 * @param parts how many parts of the same size, but for the last
 * @param persist the parts that are on the disk, counted from 1
 */
public record TornOp(int parts, List<Integer> persist) implements StorageEffect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.WRITE);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public TornOp {
    if (parts < 2 || parts > 64) {
      throw new IllegalArgumentException("parts (" + parts + ") must be from 2 to 64");
    }
    persist = Limits.places("part", persist, parts);
    if (persist.isEmpty()) {
      throw new IllegalArgumentException(
          "a torn write persists some of its " + parts + " parts; for none use lose-unsynced");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "writes no payload that could be torn");
  }
}
