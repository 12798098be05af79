package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The power fails when a sequence of writes to a file ends, before the request that ends it is
 * done: of the writes since the file was last synced, some are on the disk, and nothing else that
 * was not synced. The caller gets EIO. As torn-seq of LazyFS; {@code nth: 2} on FSYNC is its
 * occurrence 2. Only for a filesystem that is a {@link org.fusefixture.storage.FaultyStorage}.
 *
 * @param persist the writes that are on the disk, counted from 1 to {@value #MOST}
 */
public record TornSeq(List<Integer> persist) implements StorageEffect {
  /** How many writes of a sequence a storage tells apart. */
  public static final int MOST = 64;

  private static final Set<Opcode> OPCODES =
      EnumSet.of(Opcode.WRITE, Opcode.FSYNC, Opcode.FLUSH, Opcode.FALLOCATE, Opcode.SETATTR);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public TornSeq {
    persist = Limits.places("write", persist, MOST);
    if (persist.isEmpty()) {
      throw new IllegalArgumentException(
          "a torn sequence persists some of its writes; for none use lose-unsynced");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "ends no sequence of writes to a file");
  }
}
