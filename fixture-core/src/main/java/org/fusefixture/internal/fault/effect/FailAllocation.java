package org.fusefixture.internal.fault.effect;

import java.util.Optional;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The kernel has no memory for the server: one allocation fails within a system call of the session
 * on /dev/fuse. At BEFORE_REPLY that is the call that sends the reply, at AFTER_REPLY the call by
 * which the same thread receives the next request. Works on kernels with fault injection, such as
 * the patched one.
 *
 * <p>It has fired once the allocation has failed, not before: a call with fewer allocations is a
 * near miss.
 *
 * @param nth which allocation of the call, from 1
 */
public record FailAllocation(int nth) implements FaultEffect {
  public FailAllocation {
    Checks.requirePositive("nth", nth);
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.answered(opcode);
  }

  @Override
  public boolean isConfirmedByAct() {
    return true;
  }

  @Override
  public Optional<String> unmetNeed(ServerSupport server) {
    return server.allocationObstacle();
  }

  @Override
  public Acts acts() {
    return new Acts()
        .beforeReply(context -> context.failAllocation(nth))
        .afterReply(context -> context.failAllocation(nth));
  }
}
