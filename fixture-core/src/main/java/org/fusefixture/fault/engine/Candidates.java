package org.fusefixture.fault.engine;

import java.util.Arrays;
import org.fusefixture.fault.trigger.Phase;

/** Rules that can hit requests of one operation on one inode, by phase. */
public final class Candidates {
  private static final RuleState[] NONE = {};

  private final RuleState[][] byPhase;
  private final boolean empty;

  private Candidates(RuleState[][] byPhase) {
    this.byPhase = byPhase;
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

  /** Whether there is one at a phase. */
  public boolean hasAny(Phase phase) {
    return byPhase[phase.ordinal()].length > 0;
  }
}
