package org.fusefixture.internal.session.fault;

import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.internal.fault.effect.ReplyMessage;
import org.fusefixture.internal.fault.engine.Candidates;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.internal.session.InterceptedRequest;

/** The rules that hit the request at hand at one phase, one after the other; each is traced. */
final class Hits {
  private final FaultEngine engine;
  private final InterceptedRequest exchange;
  private final ObservedRequest observed;
  private final FaultEngine.Cursor cursor = new FaultEngine.Cursor();
  private Candidates candidates;
  private Phase phase;

  Hits(FaultEngine engine, InterceptedRequest exchange, ObservedRequest observed) {
    this.engine = engine;
    this.exchange = exchange;
    this.observed = observed;
  }

  /** Starts with the first rule. */
  void start(Candidates rules, Phase at) {
    candidates = rules;
    phase = at;
    cursor.reset();
  }

  Phase phase() {
    return phase;
  }

  /**
   * The next hit, or null if no further rule hits.
   *
   * @param reply at BEFORE_REPLY, otherwise null
   */
  Hit next(ReplyMessage reply) {
    Hit hit = engine.next(candidates, phase, observed, reply, cursor);
    if (hit != null && exchange.isTraced()) {
      exchange.traceFault(
          observed.offset(), observed.size(), hit.phase() + ", rule " + hit.state().rule());
    }
    return hit;
  }
}
