package org.fusefixture.assertion;

import java.util.stream.Stream;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;

/** Requests did not come in an order. */
final class ShouldContainRequestsInOrder extends BasicErrorMessageFactory {
  /**
   * @param found how many of them came in that order
   */
  ShouldContainRequestsInOrder(Trace trace, Opcode[] expected, int found) {
    super(
        "%nExpecting the requests%n  %s%none after the other, but after %s of them no %s came; the "
            + "end of the trace:%n%s%nIf it came earlier, the order is another one; if never, the kernel"
            + " answered from its caches, or the filesystem told it that it lacks the operation.",
        unquotedString(TraceAssert.names(Stream.of(expected))),
        found,
        unquotedString(expected[found].name()),
        unquotedString(TraceAssert.end(trace)));
  }
}
