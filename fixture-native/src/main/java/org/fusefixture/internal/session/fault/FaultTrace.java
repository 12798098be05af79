package org.fusefixture.internal.session.fault;

import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;

/** Tells the trace which rules hit the request of an exchange. */
final class FaultTrace {
  private final InterceptedRequest exchange;

  FaultTrace(InterceptedRequest exchange) {
    this.exchange = exchange;
  }

  /** Notes a hit, unless it is null. */
  Hit note(Hit hit, ObservedRequest observed) {
    if (hit != null && exchange.isTraced()) {
      exchange.traceFault(
          observed.offset(), observed.size(), hit.phase() + ", rule " + hit.state().rule());
    }
    return hit;
  }
}
