package org.fusefixture.internal.report;

import java.util.List;
import java.util.Objects;
import org.fusefixture.trace.TraceEvent;

/**
 * What the report says of one invocation of a test.
 *
 * @param id unique in the run
 * @param module the folder of the build's module, or empty
 * @param testClass its binary name
 * @param method its name
 * @param mode in which payloads travelled; empty where it did not come to that
 * @param isolation of the sandbox
 * @param kernel HOST or PATCHED
 * @param release of that kernel; empty where no sandbox was started
 * @param filesystem class under test
 * @param seed of all that was drawn
 * @param verdict how it ended
 * @param millis that it took
 * @param reason why it was skipped, or the message of its failure
 * @param detail stack and all that is known of the mount, of a failure
 * @param facts numbers of the session in words
 * @param command that runs this test again
 * @param trace the last events, of a failure
 * @param findings files that did not hold what they should
 * @param sections what parts of the fixture added
 */
public record TestReport(
    String id,
    String module,
    String testClass,
    String method,
    String mode,
    String isolation,
    String kernel,
    String release,
    String filesystem,
    long seed,
    Verdict verdict,
    long millis,
    String reason,
    String detail,
    String facts,
    String command,
    List<TraceEvent> trace,
    List<FileFinding> findings,
    List<Section> sections) {
  public TestReport {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(verdict, "verdict");
    trace = trace == null ? List.of() : List.copyOf(trace);
    findings = findings == null ? List.of() : List.copyOf(findings);
    sections = sections == null ? List.of() : List.copyOf(sections);
  }
}
