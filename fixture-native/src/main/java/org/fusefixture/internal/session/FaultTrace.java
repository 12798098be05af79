package org.fusefixture.internal.session;

import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.trace.TraceKind;
import org.fusefixture.trace.TraceRecorder;

/** Tells the trace which rules hit the request of an exchange. */
final class FaultTrace {
  private final TraceRecorder trace;
  private final Exchange exchange;

  FaultTrace(TraceRecorder trace, Exchange exchange) {
    this.trace = trace;
    this.exchange = exchange;
  }

  /** Notes a hit, unless it is null. */
  Hit note(Hit hit, ObservedRequest observed) {
    if (hit != null && trace.isOn()) {
      trace.event(
          TraceKind.FAULT,
          exchange.opcode().number(),
          exchange.unique(),
          exchange.nodeId(),
          observed.offset(),
          observed.size(),
          hit.phase() + ", rule " + hit.state().rule());
    }
    return hit;
  }
}
