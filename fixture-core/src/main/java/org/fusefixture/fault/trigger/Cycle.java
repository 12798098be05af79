package org.fusefixture.fault.trigger;

import java.util.List;

/**
 * What becomes of requests, from the start again when it ends.
 *
 * @param cycle one for each request, with a FAIL at least
 */
public record Cycle(List<Outcome> cycle) implements Schedule {
  public Cycle {
    cycle = List.copyOf(cycle);
    if (!cycle.contains(Outcome.FAIL)) {
      throw new IllegalArgumentException("a rule that never hits needs no cycle: it has no FAIL");
    }
  }

  @Override
  public boolean hits(long count) {
    return cycle.get((int) ((count - 1) % cycle.size())) == Outcome.FAIL;
  }
}
