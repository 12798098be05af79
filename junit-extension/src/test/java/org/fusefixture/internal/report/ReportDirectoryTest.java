package org.fusefixture.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fusefixture.internal.report.TestReport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {
  @TempDir Path directory;

  @Test
  void partsOfARun_becomeOneReport() throws IOException {
    RunReport all = SampleRun.report();
    RunReport first = part("run", "2026-01-01T00:00:00Z", all.tests().subList(0, 2));
    RunReport second = part("run", "2026-01-01T00:00:09Z", all.tests().subList(2, 5));
    ReportDirectory report = ReportDirectory.at(directory);

    report.add("a", first);
    report.add("b", second);

    RunReport merged = RunReport.fromJson(Files.readString(report.json()));
    assertThat(merged.tests()).isEqualTo(all.tests());
    assertThat(merged.finished()).isEqualTo(second.finished());
    assertThat(Files.readString(report.page())).startsWith("<!DOCTYPE html>");
  }

  @Test
  void partsOfAnEarlierRunAndBrokenOnes_areRemoved() throws IOException {
    ReportDirectory report = ReportDirectory.at(directory);
    report.add("old", part("earlier", "2026-01-01T00:00:00Z", SampleRun.report().tests()));
    Files.writeString(directory.resolve("parts/torn.json"), "{\"run\": \"ru");

    RunReport merged =
        report.add(
            "new", part("run", "2026-01-02T00:00:00Z", SampleRun.report().tests().subList(0, 1)));

    assertThat(merged.tests()).hasSize(1);
    assertThat(directory.resolve("parts")).isDirectoryContaining("glob:**/new.json");
    assertThat(directory.resolve("parts")).isDirectoryNotContaining("glob:**/old.json");
    assertThat(directory.resolve("parts")).isDirectoryNotContaining("glob:**/torn.json");
  }

  @Test
  void testThatRanAgain_countsOnceWithItsLastVerdict() {
    TestReport failed =
        SampleRun.report().tests().stream()
            .filter(test -> test.verdict() == Verdict.FAILED)
            .findFirst()
            .orElseThrow();
    TestReport passed =
        new TestReport(
            failed.id(),
            failed.module(),
            failed.testClass(),
            failed.method(),
            failed.mode(),
            failed.isolation(),
            failed.kernel(),
            failed.release(),
            failed.filesystem(),
            failed.seed(),
            Verdict.PASSED,
            1,
            "",
            "",
            "",
            failed.command(),
            List.of(),
            List.of(),
            List.of());

    RunReport merged =
        RunReport.merge(
            List.of(
                part("run", "2026-01-01T00:00:05Z", List.of(passed)),
                part("run", "2026-01-01T00:00:00Z", List.of(failed))));

    assertThat(merged.tests()).containsExactly(passed);
  }

  private static RunReport part(String run, String finished, List<TestReport> tests) {
    return new RunReport(run, finished, "Linux", tests);
  }
}
