package org.fusefixture.internal.fault.trigger;

import java.util.List;
import org.fusefixture.fault.trigger.Outcome;
import org.fusefixture.fault.trigger.Schedule;

/** The schedules of rules; requests are counted from 1. */
public sealed interface CountingSchedule extends Schedule {
  /** Hits every request. */
  Schedule ALWAYS = new Always();

  /** Every request that matches. */
  record Always() implements CountingSchedule {
    @Override
    public boolean hits(long count) {
      return true;
    }
  }

  /**
   * One request alone.
   *
   * @param nth the number of the request, from 1
   */
  record Nth(long nth) implements CountingSchedule {
    public Nth {
      requirePositive("nth", nth);
    }

    @Override
    public boolean hits(long count) {
      return count == nth;
    }
  }

  /**
   * Every k-th request: the k-th, the 2k-th and so on.
   *
   * @param every k, from 1
   */
  record Every(long every) implements CountingSchedule {
    public Every {
      requirePositive("every", every);
    }

    @Override
    public boolean hits(long count) {
      return count % every == 0;
    }
  }

  /**
   * The first n requests, and none afterwards: a fault that passes.
   *
   * @param first number of requests, from 1
   */
  record First(long first) implements CountingSchedule {
    public First {
      requirePositive("first", first);
    }

    @Override
    public boolean hits(long count) {
      return count <= first;
    }
  }

  /**
   * All but the first n requests: a device that works for a while.
   *
   * @param after number of requests, from 1
   */
  record After(long after) implements CountingSchedule {
    public After {
      requirePositive("after", after);
    }

    @Override
    public boolean hits(long count) {
      return count > after;
    }
  }

  /**
   * Says for each of the first requests whether it is hit; later ones are left alone.
   *
   * @param sequence one outcome for each request, at least one of them FAIL
   */
  record Sequence(List<Outcome> sequence) implements CountingSchedule {
    public Sequence {
      sequence = List.copyOf(sequence);
      requireFail("sequence", sequence);
    }

    @Override
    public boolean hits(long count) {
      return count <= sequence.size() && sequence.get((int) count - 1) == Outcome.FAIL;
    }
  }

  /**
   * Says for each request whether it is hit, and starts again when it ends.
   *
   * @param cycle one outcome for each request, at least one of them FAIL
   */
  record Cycle(List<Outcome> cycle) implements CountingSchedule {
    public Cycle {
      cycle = List.copyOf(cycle);
      requireFail("cycle", cycle);
    }

    @Override
    public boolean hits(long count) {
      return cycle.get((int) ((count - 1) % cycle.size())) == Outcome.FAIL;
    }
  }

  private static void requirePositive(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " (" + number + ") must be 1 or more");
    }
  }

  private static void requireFail(String what, List<Outcome> outcomes) {
    if (!outcomes.contains(Outcome.FAIL)) {
      throw new IllegalArgumentException(
          "the " + what + " " + outcomes + " has no FAIL, so the rule would never hit");
    }
  }
}
