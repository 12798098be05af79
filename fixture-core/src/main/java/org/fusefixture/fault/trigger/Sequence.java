package org.fusefixture.fault.trigger;

import java.util.List;

/**
 * What becomes of the first requests; later ones are left alone.
 *
 * @param sequence one for each request, with a FAIL at least
 */
public record Sequence(List<Outcome> sequence) implements Schedule {
  public Sequence {
    sequence = List.copyOf(sequence);
    if (!sequence.contains(Outcome.FAIL)) {
      throw new IllegalArgumentException(
          "a rule that never hits needs no sequence: it has no FAIL");
    }
  }

  @Override
  public boolean hits(long count) {
    return count <= sequence.size() && sequence.get((int) count - 1) == Outcome.FAIL;
  }
}
