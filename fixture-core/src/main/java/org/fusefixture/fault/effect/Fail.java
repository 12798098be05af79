package org.fusefixture.fault.effect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The request fails with an error. Before the filesystem it never sees the request; before the
 * reply it has done what was asked for, and the caller is told that it failed.
 *
 * @param weights the errors, each drawn as often as its weight says
 */
public record Fail(Map<Errno, Integer> weights) implements Effect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY);

  public Fail {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("an error is to be named, for example EIO");
    }
    weights.forEach((errno, weight) -> Limits.requirePositive("weight of " + errno.name(), weight));
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.answered(opcode);
  }

  /** One error. */
  public static Fail with(Errno errno) {
    return new Fail(Map.of(errno, 1));
  }

  /**
   * The error for a request.
   *
   * @param draw a number drawn for it, of 64 random bits
   */
  public Errno choose(long draw) {
    long total = weights.values().stream().mapToLong(Integer::longValue).sum();
    long at = Long.remainderUnsigned(draw, total);
    for (Map.Entry<Errno, Integer> entry : weights.entrySet()) {
      at -= entry.getValue();
      if (at < 0) {
        return entry.getKey();
      }
    }
    throw new AssertionError("a remainder is below the total");
  }
}
