package org.fusefixture.assertion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/** Failures about the requests of a trace. */
final class TraceMessages {
  private static final int LINES = 60;

  private TraceMessages() {}

  /** A request never came. */
  static Message shouldContainRequest(Trace trace, Opcode opcode) {
    return new Message(
        "%nExpecting a %s among the traced requests, but there is none; the end of the trace:%n%s%n"
            + "The kernel asks only for what its caches do not know: open with DIRECT, or "
            + "invalidate first.",
        opcode.name(), end(trace));
  }

  /** A request came that should not, or the start of the trace is lost. */
  static Message shouldContainNoRequest(Trace trace, Opcode opcode, List<TraceEvent> found) {
    return new Message(
        found.isEmpty()
            ? "%nExpecting no %s, but %s earlier events are no longer kept, so this cannot be"
                + " decided; assert it earlier:%n%s"
            : "%nExpecting no %s among the traced requests (%s earlier ones are no longer kept),"
                + " but found:%n%s%nThe client calls next to them in fs.trace() show who asked;"
                + " RELEASE and FORGET may belong to an earlier step.",
        opcode.name(),
        trace.dropped(),
        found.isEmpty() ? end(trace) : lines(found));
  }

  /**
   * Requests did not come in an order.
   *
   * @param found how many of them came in that order
   */
  static Message shouldContainRequestsInOrder(Trace trace, Opcode[] expected, int found) {
    return new Message(
        "%nExpecting the requests%n  %s%none after the other, but after %s of them no %s came; the"
            + " end of the trace:%n%s%nIf it came earlier, the order differs; if it never came, the"
            + " kernel answered from its caches, or the filesystem told it that it lacks the"
            + " operation.",
        Stream.of(expected).map(Opcode::name).collect(Collectors.joining(", ")),
        found,
        expected[found].name(),
        end(trace));
  }

  /** Requests have got no reply. */
  static Message shouldHaveEveryRequestAnswered(Trace trace, List<TraceEvent> unanswered) {
    return new Message(
        "%nExpecting every request to be answered, but %s of %s are not:%n%s%n"
            + "Each request needs one reply, an error at least, or its caller waits forever.",
        unanswered.size(), trace.ofKind(TraceEvent.Kind.REQUEST).size(), lines(unanswered));
  }

  private static String end(Trace trace) {
    return trace.last(LINES).toString().indent(2).stripTrailing();
  }

  private static String lines(List<TraceEvent> events) {
    return events.stream()
        .limit(LINES)
        .map(event -> "  " + event)
        .collect(Collectors.joining("\n"));
  }
}
