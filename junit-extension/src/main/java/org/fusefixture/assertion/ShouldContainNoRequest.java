package org.fusefixture.assertion;

import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/** A request came that should not, or so early that nobody knows. */
final class ShouldContainNoRequest extends BasicErrorMessageFactory {
  ShouldContainNoRequest(Trace trace, Opcode opcode, List<TraceEvent> found) {
    super(
        found.isEmpty()
            ? "%nExpecting no %s, but %s earlier events are not kept, so that nobody can tell; ask "
                + "sooner:%n%s"
            : "%nExpecting no %s among the traced requests (%s earlier ones are not kept), but "
                + "found:%n%s%nThe client calls next to them in fs.trace() show who asked; RELEASE and"
                + " FORGET may belong to an earlier step.",
        unquotedString(opcode.name()),
        trace.dropped(),
        unquotedString(
            found.isEmpty()
                ? TraceAssert.end(trace)
                : found.stream()
                    .limit(ShouldContainRequest.LINES)
                    .map(event -> "  " + event)
                    .collect(Collectors.joining("\n"))));
  }
}
