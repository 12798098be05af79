package org.fusefixture.internal.report;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.trace.TraceEvent;

/**
 * What the report says of one invocation of a test.
 *
 * @param id unique in the run
 * @param module the folder of the build's module, or empty
 * @param testClass its binary name
 * @param method its name
 * @param mode in which payloads travelled; empty if the test did not get that far
 * @param isolation of the sandbox
 * @param kernel HOST or PATCHED
 * @param release of that kernel; empty if no sandbox was started
 * @param filesystem class under test
 * @param seed of all random choices
 * @param verdict how it ended
 * @param millis its duration
 * @param reason why it was skipped, or the message of its failure
 * @param detail of a failure: its stack, and the state of the mount
 * @param facts numbers of the session, in words
 * @param command that runs this test again
 * @param trace of a failure: the last events
 * @param findings files with wrong content
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

  /** How a test ended. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** Not run, or aborted; the reason says why. */
    SKIPPED
  }

  /**
   * A file with wrong content.
   *
   * @param path in the mount
   * @param how it was read
   * @param verdict on its sectors
   */
  public record FileFinding(String path, String how, StampVerdict verdict) {
    public FileFinding {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(how, "how");
      Objects.requireNonNull(verdict, "verdict");
    }
  }

  /**
   * What a part of the fixture adds to the report of a test: receipts, a comparison.
   *
   * @param title one line
   * @param text plain text, or empty
   * @param svg pictures: {@code svg} elements made by the fixture itself, trusted; or empty
   * @param values the same for programs, in {@code report.json} only; or an empty object
   */
  public record Section(String title, String text, String svg, JsonObject values) {
    public Section {
      Objects.requireNonNull(title, "title");
      text = text == null ? "" : text;
      svg = svg == null ? "" : svg;
      values = values == null ? new JsonObject() : values;
    }

    /** Without values. */
    public Section(String title, String text, String svg) {
      this(title, text, svg, null);
    }
  }
}
