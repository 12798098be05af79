package org.fusefixture.fault.trigger;

import java.util.Optional;
import org.fusefixture.filesystem.Opcode;

/** What a request has to be like for a rule to match. A rule has at most one of each kind. */
public sealed interface Condition
    permits PathCondition, NodeId, Bytes, Uid, Gid, Pid, Between, When {

  /** Why requests of this kind never meet it, with what to do; nothing if they can. */
  default Optional<String> refusal(Opcode opcode) {
    return Optional.empty();
  }
}
