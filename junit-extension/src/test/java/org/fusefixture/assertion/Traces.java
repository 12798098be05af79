package org.fusefixture.assertion;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/** Traces that nobody recorded. */
final class Traces {
  private Traces() {}

  /** Requests in this order, each answered with 0. */
  static Trace answered(long dropped, Opcode... opcodes) {
    List<TraceEvent> events = new ArrayList<>();
    for (Opcode opcode : opcodes) {
      long unique = 2 + events.size();
      events.add(event(TraceEvent.Kind.REQUEST, opcode, unique, "", -1));
      events.add(event(TraceEvent.Kind.REPLY, opcode, unique, "0", 50));
    }
    return new Trace(TransferMode.SPLICE, events, dropped);
  }

  /** The same and one more request, which nobody answered. */
  static Trace hanging(Opcode last, Opcode... opcodes) {
    return answered(0, opcodes)
        .with(List.of(event(TraceEvent.Kind.REQUEST, last, 1000, "", -1)), 0);
  }

  private static TraceEvent event(
      TraceEvent.Kind kind, Opcode opcode, long unique, String result, long nanos) {
    return new TraceEvent(
        unique * 100 + (kind == TraceEvent.Kind.REPLY ? 50 : 0),
        TraceEvent.Source.SERVER,
        kind,
        TraceEvent.Phase.RECEIVED,
        "fuse-52-0",
        opcode.name(),
        unique,
        2,
        0,
        4096,
        "",
        result,
        nanos);
  }
}
