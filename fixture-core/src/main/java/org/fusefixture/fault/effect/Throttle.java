package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Requests are served at a limited rate, one after the other.
 *
 * @param bytesPerSecond of payload and of data that is read; 0 for no limit
 * @param operationsPerSecond requests; 0 for no limit
 */
public record Throttle(long bytesPerSecond, long operationsPerSecond) implements Effect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY);

  public Throttle {
    Limits.requireNotNegative("bytes-per-second", bytesPerSecond);
    Limits.requireNotNegative("operations-per-second", operationsPerSecond);
    if (bytesPerSecond == 0 && operationsPerSecond == 0) {
      throw new IllegalArgumentException(
          "a throttle limits something: name bytes-per-second or operations-per-second");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return bytesPerSecond > 0 && !opcode.hasRange()
        ? Optional.of(opcode + " moves no bytes; limit its operations-per-second instead")
        : Limits.ifReached(opcode, phase);
  }

  /** How long a request occupies the device, in nanoseconds. */
  public long nanos(long bytes) {
    double second = 1e9;
    double time = operationsPerSecond == 0 ? 0 : second / operationsPerSecond;
    return (long) Math.max(time, bytesPerSecond == 0 ? 0 : second * bytes / bytesPerSecond);
  }
}
