package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;

/** A request never came. */
final class ShouldContainRequest extends BasicErrorMessageFactory {
  static final int LINES = 60;

  ShouldContainRequest(Trace trace, Opcode opcode) {
    super(
        "%nExpecting a %s among the traced requests, but there is none; the end of the trace:%n%s%n"
            + "The kernel asks only for what its caches do not know: open with DIRECT, or "
            + "invalidate first.",
        unquotedString(opcode.name()), unquotedString(TraceAssert.end(trace)));
  }
}
