package org.fusefixture.internal.fault.effect;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.fusefixture.fault.trigger.Phase;

/**
 * What an effect does, by phase, in the order in which the phases are added: the first is the usual
 * one. A phase without an act is one at which the effect cannot happen.
 */
public final class Acts {
  private final Set<Phase> phases = new LinkedHashSet<>();
  private Consumer<? super FaultContext.BeforeDispatch> received;
  private Consumer<? super FaultContext.BeforeDispatch> beforeDispatch;
  private Consumer<? super FaultContext.BeforeReply> beforeReply;
  private Consumer<? super FaultContext.AfterReply> afterReply;

  /** The same at every phase. */
  static Acts always(Consumer<FaultContext> act) {
    return new Acts().beforeDispatch(act).received(act).beforeReply(act).afterReply(act);
  }

  /** The same at every phase at which a request can wait. */
  static Acts whileUnanswered(Consumer<FaultContext.Unanswered> act) {
    return new Acts().beforeDispatch(act).received(act).beforeReply(act);
  }

  Acts received(Consumer<? super FaultContext.BeforeDispatch> act) {
    phases.add(Phase.RECEIVED);
    received = act;
    return this;
  }

  Acts beforeDispatch(Consumer<? super FaultContext.BeforeDispatch> act) {
    phases.add(Phase.BEFORE_DISPATCH);
    beforeDispatch = act;
    return this;
  }

  Acts beforeReply(Consumer<? super FaultContext.BeforeReply> act) {
    phases.add(Phase.BEFORE_REPLY);
    beforeReply = act;
    return this;
  }

  Acts afterReply(Consumer<? super FaultContext.AfterReply> act) {
    phases.add(Phase.AFTER_REPLY);
    afterReply = act;
    return this;
  }

  /** The phases that have an act, the usual one first. */
  public Set<Phase> phases() {
    return Collections.unmodifiableSet(phases);
  }

  /** Acts on a request at RECEIVED. */
  public void atReceived(FaultContext.BeforeDispatch context) {
    received.accept(context);
  }

  /** Acts on a request at BEFORE_DISPATCH. */
  public void atBeforeDispatch(FaultContext.BeforeDispatch context) {
    beforeDispatch.accept(context);
  }

  /** Acts on a reply at BEFORE_REPLY. */
  public void atBeforeReply(FaultContext.BeforeReply context) {
    beforeReply.accept(context);
  }

  /** Acts at AFTER_REPLY. */
  public void atAfterReply(FaultContext.AfterReply context) {
    afterReply.accept(context);
  }
}
