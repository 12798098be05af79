package org.fusefixture.internal.fault.engine;

import java.util.Arrays;
import org.fusefixture.fault.trigger.Phase;

/** The rules that can hit requests of one operation on one inode, by phase. */
public final class Candidates {
  private static final RuleState[] NONE = {};

  private final RuleState[][] byPhase;

  /** Their byte ranges, so that a rule on another range costs two comparisons. */
  private final long[][] from;

  private final long[][] to;

  /** Which of them have an example of a request outside their range. */
  private final boolean[][] told;

  private final boolean empty;

  private Candidates(RuleState[][] byPhase) {
    this.byPhase = byPhase;
    from = new long[byPhase.length][];
    to = new long[byPhase.length][];
    told = new boolean[byPhase.length][];
    for (int phase = 0; phase < byPhase.length; phase++) {
      from[phase] = Arrays.stream(byPhase[phase]).mapToLong(RuleState::from).toArray();
      told[phase] = new boolean[byPhase[phase].length];
      to[phase] = Arrays.stream(byPhase[phase]).mapToLong(RuleState::to).toArray();
    }
    empty = Arrays.stream(byPhase).allMatch(states -> states.length == 0);
  }

  static Candidates of(RuleState[] states) {
    RuleState[][] byPhase = new RuleState[Phase.values().length][];
    for (Phase phase : Phase.values()) {
      byPhase[phase.ordinal()] =
          Arrays.stream(states)
              .filter(state -> state.rule().phase() == phase)
              .toArray(RuleState[]::new);
      if (byPhase[phase.ordinal()].length == 0) {
        byPhase[phase.ordinal()] = NONE;
      }
    }
    return new Candidates(byPhase);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return empty;
  }

  /** Those of a phase, in the order in which they were set. */
  RuleState[] at(Phase phase) {
    return byPhase[phase.ordinal()];
  }

  /**
   * The first rule of a phase from an index on whose byte range a request touches.
   *
   * @return its index, or how many there are
   */
  int touching(Phase phase, int start, ObservedRequest request) {
    RuleState[] states = byPhase[phase.ordinal()];
    long[] first = from[phase.ordinal()];
    long[] last = to[phase.ordinal()];
    boolean[] wasTold = told[phase.ordinal()];
    long offset = request.offset();
    long end = offset + Math.max(1, request.size());
    for (int i = start; i < states.length; i++) {
      if (offset < last[i] && end > first[i]) {
        return i;
      }
      if (!wasTold[i]) {
        wasTold[i] = true;
        states[i].missRange(request);
      }
    }
    return states.length;
  }

  /** Whether there is one at a phase. */
  public boolean hasAny(Phase phase) {
    return byPhase[phase.ordinal()].length > 0;
  }
}
