package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.ComparisonFailedException;
import org.fusefixture.comparison.Comparisons;
import org.fusefixture.comparison.Workload;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** Comparisons as a parameter of a test: what passes, fails, is aborted, and what is refused. */
@Tag("host")
@Timeout(300)
class ComparisonParameterIT {
  private static final Workload WRITES =
      Workload.writes(kibibytes(128))
          .withDirect()
          .withFileSize(kibibytes(1024))
          .withRoundsOf(Duration.ofMillis(20));

  @Test
  void numbers_are_published_and_nothing_is_left() {
    EngineExecutionResults results = run(ShownCase.class);
    assertThat(Kit.failures(results)).isEmpty();
    List<Map<String, String>> entries =
        results.testEvents().reportingEntryPublished().list().stream()
            .map(event -> entry(event).getKeyValuePairs())
            .toList();
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0))
        .containsKeys("throughput ratio", "CPU per MiB ratio", "baseline", "order of rounds");
    assertThat(entries.get(0).get("throughput ratio")).contains("95% interval");
    assertThat(entries.get(0).get("comparison")).contains("seed 1", "COPY (A)", "SPLICE (B)");
  }

  @Test
  void claim_without_a_chance_is_red_with_the_numbers() {
    assertThat(Kit.failures(run(RefutedCase.class)))
        .singleElement()
        .isInstanceOf(AssertionError.class)
        .asString()
        .contains("is at least 100.000", "the measurements refute it", "MiB/s");
  }

  @Test
  void undecided_claim_is_aborted_with_the_numbers() {
    EngineExecutionResults results = run(UndecidedCase.class);
    assertThat(Kit.failures(results)).isEmpty();
    assertThat(results.testEvents().aborted().count()).isEqualTo(1);
  }

  @Test
  void misuse_is_refused_with_advice() {
    assertThat(Kit.failures(run(MisuseCase.class))).isEmpty();
    assertThat(Kit.failures(run(InModesCase.class)))
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("make it a @Test"));
    assertThat(Kit.failures(run(TwoKernelsCase.class)))
        .singleElement()
        .asString()
        .contains("a comparison runs on one kernel");
  }

  private static EngineExecutionResults run(Class<?> testCase) {
    try (Kit kit = new Kit()) {
      return kit.run(testCase);
    }
  }

  private static ReportEntry entry(Event event) {
    return event.getRequiredPayload(ReportEntry.class);
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class ShownCase {
    @Test
    void two_claims_on_one_comparison(Comparisons comparisons) {
      Comparison comparison = comparisons.compare(COPY, SPLICE).workload(WRITES);
      assertThat(comparison).throughputRatio().isAtLeast(0.01).withConfidence(0.95);
      assertThat(comparison).cpuPerMebibyteRatio().isAtMost(100).withConfidence(0.95);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class RefutedCase {
    @Test
    void hundred_times_as_fast(Comparisons comparisons) {
      Comparison comparison = comparisons.compare(COPY, SPLICE).workload(WRITES);
      assertThat(comparison).throughputRatio().isAtLeast(100).withConfidence(0.95);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class UndecidedCase {
    @Test
    void no_time_to_decide(Comparisons comparisons) {
      Comparison comparison =
          comparisons.compare(COPY, SPLICE).withTime(Duration.ofNanos(1)).workload(WRITES);
      assertThat(comparison).throughputRatio().isAtLeast(1).withConfidence(0.95);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, kernel = Kernel.HOST)
  static class MisuseCase {
    @Test
    void same_mode_twice(Comparisons comparisons) {
      assertThatThrownBy(() -> comparisons.compare(SPLICE, SPLICE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("both modes are the same");
    }

    @Test
    void mode_that_the_kernel_has_not(Comparisons comparisons) {
      assertThatThrownBy(() -> comparisons.compare(SPLICE, SPLICE_USER_PAGES).workload(WRITES))
          .isInstanceOfAny(
              ComparisonFailedException.class, org.opentest4j.TestAbortedException.class)
          .hasMessageContaining("SPLICE_USER_PAGES");
    }

    @Test
    void confidence_out_of_range(Comparisons comparisons) {
      Comparison comparison = comparisons.compare(COPY, SPLICE).workload(WRITES);
      assertThatThrownBy(
              () -> assertThat(comparison).throughputRatio().isAtLeast(1).withConfidence(95))
          .hasMessageContaining("the confidence (95.0) must be at least 0.5 and below 1");
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class InModesCase {
    @FuseTest
    void runs_in_each_mode(Comparisons comparisons) {}
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = {Kernel.HOST, Kernel.PATCHED})
  static class TwoKernelsCase {
    @Test
    void which_kernel(Comparisons comparisons) {
      comparisons.compare(COPY, SPLICE).workload(WRITES);
    }
  }
}
