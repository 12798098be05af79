package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The kernel has no memory for the server: one allocation fails inside of a system call that the
 * session makes on /dev/fuse. At BEFORE_REPLY that is the call that sends the reply, at AFTER_REPLY
 * the one by which the same thread receives the next request.
 *
 * <p>It has fired when the allocation failed, not before: a call with fewer allocations is a near
 * miss. Works on kernels with fault injection, as the patched one.
 *
 * @param nth which allocation of the call, from 1
 */
public record FailAllocation(int nth) implements Effect {
  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY, Phase.AFTER_REPLY);

  public FailAllocation {
    Limits.requirePositive("nth", nth);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.answered(opcode);
  }
}
