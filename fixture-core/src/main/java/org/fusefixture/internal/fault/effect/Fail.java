package org.fusefixture.internal.fault.effect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The request fails with an error. Before the filesystem it never sees the request; before the
 * reply it has done what was asked for, and the caller is told that it failed.
 *
 * @param weights the errors, each drawn as often as its weight says
 */
public record Fail(Map<Errno, Integer> weights) implements FaultEffect {
  public Fail {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("no error is given; name one, for example EIO");
    }
    weights.forEach((errno, weight) -> Checks.requirePositive("weight of " + errno.name(), weight));
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.answered(opcode);
  }

  @Override
  public Acts acts() {
    return Acts.whileUnanswered(context -> context.fail(choose(context.draw())));
  }

  @Override
  public String detail(long draw) {
    return choose(draw).name();
  }

  private Errno choose(long draw) {
    long total = weights.values().stream().mapToLong(Integer::longValue).sum();
    long at = Long.remainderUnsigned(draw, total);
    Errno chosen = null;
    for (Map.Entry<Errno, Integer> entry : weights.entrySet()) {
      if (at >= 0) {
        chosen = entry.getKey();
      }
      at -= entry.getValue();
    }
    return chosen;
  }
}
