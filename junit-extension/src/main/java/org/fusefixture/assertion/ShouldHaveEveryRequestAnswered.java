package org.fusefixture.assertion;

import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/** Requests have got no reply. */
final class ShouldHaveEveryRequestAnswered extends BasicErrorMessageFactory {
  ShouldHaveEveryRequestAnswered(Trace trace, List<TraceEvent> unanswered) {
    super(
        "%nExpecting every request to be answered, but %s of %s are not:%n%s%n"
            + "Each request needs one reply, an error at least, or its caller waits for ever.",
        unanswered.size(),
        trace.ofKind(TraceEvent.Kind.REQUEST).size(),
        unquotedString(
            unanswered.stream()
                .limit(ShouldContainRequest.LINES)
                .map(event -> "  " + event)
                .collect(Collectors.joining("\n"))));
  }
}
