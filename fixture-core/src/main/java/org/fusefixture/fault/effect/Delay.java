package org.fusefixture.fault.effect;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The request is held up for a time.
 *
 * @param by the time
 * @param jitter most that is added to it, drawn evenly for each request
 */
public record Delay(Duration by, Duration jitter) implements Effect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY);

  public Delay {
    if (by.isNegative() || jitter.isNegative() || by.plus(jitter).isZero()) {
      throw new IllegalArgumentException(
          "a delay takes some time, but by is " + by + " and jitter " + jitter);
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.ifReached(opcode, phase);
  }

  /**
   * The time for a request.
   *
   * @param draw a number drawn for it, of 64 random bits
   */
  public long nanos(long draw) {
    long spread = jitter.toNanos();
    return by.toNanos() + (spread == 0 ? 0 : Long.remainderUnsigned(draw, spread + 1));
  }
}
