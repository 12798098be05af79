package org.fusefixture.assertion;

import java.time.Duration;
import org.assertj.core.error.BasicErrorMessageFactory;

/** Payloads are still held back. */
final class ShouldSettle extends BasicErrorMessageFactory {
  ShouldSettle(Duration limit) {
    super(
        "%nExpecting every payload to be consumed within%n  %s%nbut some are still held back or "
            + "unconsumed.%nLook at server().stacks() for what the filesystem waits for.",
        limit);
  }
}
