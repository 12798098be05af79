package org.fusefixture.internal.cli;

import java.nio.file.Path;
import java.util.List;
import org.fusefixture.internal.chart.ComparisonSection;
import org.fusefixture.internal.comparison.ComparisonOutcome;
import org.fusefixture.internal.report.ReportDirectory;
import org.fusefixture.internal.report.RunCollector;
import org.fusefixture.internal.report.TestReport;
import org.fusefixture.internal.report.TestReport.Verdict;

/**
 * Writes the report of a comparison: the same page and the same JSON as for tests.
 *
 * @param filesystem its class
 * @param isolation of the sandbox
 * @param kernel HOST or PATCHED
 * @param seed of the order of rounds
 * @param command that runs the comparison again
 */
record ComparisonReport(
    String filesystem, String isolation, String kernel, long seed, String command) {

  /** Writes the report and returns the path of its page. */
  Path write(Path directory, ComparisonOutcome outcome, long millis) {
    RunCollector collector = new RunCollector();
    collector.add(
        new TestReport(
            "compare",
            "",
            "compare",
            "",
            outcome.numbers().candidate().mode()
                + " against "
                + outcome.numbers().baseline().mode(),
            isolation,
            kernel,
            outcome.numbers().setting(),
            filesystem,
            seed,
            verdict(outcome),
            millis,
            reason(outcome),
            "",
            "",
            command,
            List.of(),
            List.of(),
            List.of(ComparisonSection.of(outcome))));
    ReportDirectory report = ReportDirectory.at(directory.toAbsolutePath());
    collector.write(report);
    return report.page();
  }

  private static Verdict verdict(ComparisonOutcome outcome) {
    return outcome.decisions().stream()
        .map(
            decision ->
                switch (decision.verdict()) {
                  case SHOWN -> Verdict.PASSED;
                  case REFUTED -> Verdict.FAILED;
                  case UNDECIDED -> Verdict.SKIPPED;
                })
        .findFirst()
        .orElse(Verdict.PASSED);
  }

  private static String reason(ComparisonOutcome outcome) {
    return outcome.decisions().stream()
        .map(decision -> decision.verdict() + ": " + decision.claim())
        .findFirst()
        .orElse("");
  }
}
