package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** What a fault does to a request, or to the server that has it. */
public sealed interface Effect
    permits Fail,
        Delay,
        Hang,
        Throttle,
        Drop,
        Duplicate,
        Reorder,
        Malform,
        OverLong,
        ShortRead,
        ShortWrite,
        Corrupt,
        Tear,
        Lose,
        NoSpace,
        Quota,
        LimitHandles,
        OverrideAttributes,
        OverrideStatistics,
        ShuffleEntries,
        AddEntries,
        HideEntries,
        NotifyKernel,
        Freeze,
        Kill,
        Restart,
        Pause,
        Abort,
        FailAllocation,
        SnapshotEffect,
        StorageEffect {

  /** When it can happen, the usual phase first. */
  Set<Phase> phases();

  /** The phase where a rule does not say, for an operation that it is to hit. */
  default Phase defaultPhase(Opcode opcode) {
    return phases().iterator().next();
  }

  /** Why it cannot work on requests of a kind at one of its phases, with what to do instead. */
  Optional<String> refusal(Opcode opcode, Phase phase);
}
