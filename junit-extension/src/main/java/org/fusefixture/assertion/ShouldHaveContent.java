package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.stamp.Stamp;

/** An empty file holds no stamp. */
final class ShouldHaveContent extends BasicErrorMessageFactory {
  ShouldHaveContent(String path, String how, Stamp expected) {
    super(
        "%nExpecting \"%s\", read %s, to hold%n  [%s]%nbut it is empty.%n"
            + "Look whether its writes reached the server: server().report().",
        unquotedString(path), unquotedString(how), unquotedString(expected.toString()));
  }
}
