package org.fusefixture.assertion;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/** Assertions on a trace. */
public final class TraceAssert extends AbstractAssert<TraceAssert, Trace> {
  TraceAssert(Trace actual) {
    super(actual, TraceAssert.class);
  }

  /**
   * Verifies that a request of this kind came.
   *
   * @param opcode kind of the request
   * @return this
   */
  public TraceAssert containsRequest(Opcode opcode) {
    if (requests(opcode).isEmpty()) {
      throwAssertionError(TraceMessages.shouldContainRequest(actual, opcode));
    }
    return this;
  }

  /**
   * Verifies that no request of this kind came; of a trace from which nothing was dropped.
   *
   * @param opcode kind of the request
   * @return this
   */
  public TraceAssert containsNoRequest(Opcode opcode) {
    List<TraceEvent> found = requests(opcode);
    if (!found.isEmpty() || actual.dropped() > 0) {
      throwAssertionError(TraceMessages.shouldContainNoRequest(actual, opcode, found));
    }
    return this;
  }

  /**
   * Verifies that requests of these kinds came one after the other, whatever came in between.
   *
   * <pre>{@code
   * // passes after a file was written and closed
   * assertThat(fs.trace()).containsRequestsInOrder(OPEN, WRITE, FLUSH);
   * // fails then
   * assertThat(fs.trace()).containsRequestsInOrder(FLUSH, WRITE);
   * }</pre>
   *
   * @param opcodes kinds of the requests
   * @return this
   */
  public TraceAssert containsRequestsInOrder(Opcode... opcodes) {
    isNotNull();
    int found = 0;
    for (TraceEvent event : actual.ofKind(TraceEvent.Kind.REQUEST)) {
      if (found < opcodes.length && event.name().equals(opcodes[found].name())) {
        found++;
      }
    }
    if (found < opcodes.length) {
      throwAssertionError(TraceMessages.shouldContainRequestsInOrder(actual, opcodes, found));
    }
    return this;
  }

  /**
   * Verifies that every request that expects a reply has got one.
   *
   * @return this
   */
  public TraceAssert hasEveryRequestAnswered() {
    isNotNull();
    List<TraceEvent> unanswered =
        actual.joined().stream()
            .filter(event -> event.kind() == TraceEvent.Kind.REQUEST)
            .filter(event -> event.result().equals(TraceEvent.UNFINISHED))
            .toList();
    if (!unanswered.isEmpty()) {
      throwAssertionError(TraceMessages.shouldHaveEveryRequestAnswered(actual, unanswered));
    }
    return this;
  }

  private List<TraceEvent> requests(Opcode opcode) {
    isNotNull();
    return actual.where(
        event -> event.kind() == TraceEvent.Kind.REQUEST && event.name().equals(opcode.name()));
  }
}
