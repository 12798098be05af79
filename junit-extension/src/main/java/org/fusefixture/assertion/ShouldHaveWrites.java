package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.SessionStatistics;

/** No WRITE reached the server. */
final class ShouldHaveWrites extends BasicErrorMessageFactory {
  ShouldHaveWrites(SessionStatistics statistics) {
    super(
        "%nExpecting the server to have got at least one WRITE, but it got%n  %s%n"
            + "Sync or close buffered files first, so that the page cache writes them back.",
        unquotedString(statistics.toString()));
  }
}
