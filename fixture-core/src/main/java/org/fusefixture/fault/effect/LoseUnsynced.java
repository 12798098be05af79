package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The storage loses what was not synced, before the request is done, or after. Only for a
 * filesystem that is a {@link org.fusefixture.storage.FaultyStorage}.
 *
 * @param power what happens to calls afterwards; null for {@link Power#CUT}
 * @param survivingPercent with what chance each page, and the changes of metadata as a whole,
 *     reached the disk before; from 0 to 99
 */
public record LoseUnsynced(Power power, int survivingPercent) implements StorageEffect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.BEFORE_REPLY, Phase.AFTER_REPLY);

  public LoseUnsynced {
    power = power == null ? Power.CUT : power;
    if (survivingPercent < 0 || survivingPercent > 99) {
      throw new IllegalArgumentException(
          "survivingPercent (" + survivingPercent + ") must be from 0 to 99");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.answered(opcode);
  }
}
