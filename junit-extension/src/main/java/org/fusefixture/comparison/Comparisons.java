package org.fusefixture.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.mount.MountSpec;

/**
 * Where comparisons of one filesystem start: a test method takes it as a parameter.
 *
 * <pre>{@code
 * @FuseMount(DiscardingFileSystem.class)
 * class DiscardSpeedTest {
 *   @Test
 *   void user_pages_are_faster(Comparisons comparisons) {
 *     Comparison comparison =
 *         comparisons.compare(SPLICE, SPLICE_USER_PAGES)
 *             .workload(Workload.writes(mebibytes(1)).withDirect());
 *     assertThat(comparison).throughputRatio().isAtLeast(1.20).withConfidence(0.95);
 *   }
 * }
 * }</pre>
 */
public final class Comparisons implements AutoCloseable {
  private final MountSpec spec;
  private final BiFunction<TransferMode, TransferMode, Sandbox> sandboxes;
  private final Consumer<ComparisonOutcome> report;
  private final List<Comparison> started = new ArrayList<>();

  /**
   * @param spec what to mount; its mode is replaced by those that are compared
   * @param sandboxes gives the one sandbox for a baseline and a candidate
   * @param report gets what each comparison came to when it ends
   */
  public Comparisons(
      MountSpec spec,
      BiFunction<TransferMode, TransferMode, Sandbox> sandboxes,
      Consumer<ComparisonOutcome> report) {
    this.spec = spec;
    this.sandboxes = sandboxes;
    this.report = report;
  }

  /**
   * Names two modes; ratios are those of the candidate to the baseline.
   *
   * @throws IllegalArgumentException if they are the same
   */
  public ModePair compare(TransferMode baseline, TransferMode candidate) {
    requireDifferent(baseline, candidate);
    return new ModePair(this, baseline, candidate, spec.seed(), Budget.USUAL);
  }

  /** Ends all comparisons, and reports what they came to. */
  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    for (Comparison comparison : started) {
      // A report that is refused must not keep the mounts.
      try (comparison) {
        report.accept(comparison.outcome());
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    started.clear();
    if (failure != null) {
      throw failure;
    }
  }

  synchronized Comparison start(
      TransferMode baseline, TransferMode candidate, Workload workload, long seed, Budget budget) {
    ComparisonPlan plan = new ComparisonPlan(spec, baseline, candidate, workload, seed, budget);
    Comparison comparison = Comparison.start(sandboxes.apply(baseline, candidate), plan);
    started.add(comparison);
    return comparison;
  }

  private static void requireDifferent(TransferMode baseline, TransferMode candidate) {
    if (baseline == candidate) {
      throw new IllegalArgumentException(
          "compare("
              + baseline
              + ", "
              + candidate
              + "): both modes are the same; name the baseline first and the candidate second");
    }
  }
}
