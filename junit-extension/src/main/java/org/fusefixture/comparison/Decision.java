package org.fusefixture.comparison;

import java.util.Locale;
import org.fusefixture.statistics.SequentialDecision;
import org.fusefixture.statistics.Verdict;

/**
 * What a comparison says of a claim.
 *
 * @param measure what the ratio is of
 * @param bound which side is claimed
 * @param ratio of the candidate to the baseline that is claimed
 * @param confidence that was asked for
 * @param outcome the decision and how it was taken
 * @param numbers all that was measured
 */
public record Decision(
    Measure measure,
    Bound bound,
    double ratio,
    double confidence,
    SequentialDecision outcome,
    ComparisonNumbers numbers) {

  /** Whether the claim is shown, refuted or undecided. */
  public Verdict verdict() {
    return outcome.verdict();
  }

  /** The claim in words. */
  public String claim() {
    return String.format(
        Locale.ROOT,
        "the ratio of %s, %s to %s, is %s %.3f (confidence %s)",
        measure,
        numbers.candidate().mode(),
        numbers.baseline().mode(),
        bound,
        ratio,
        confidence);
  }

  /** How it was decided, in words. */
  public String how() {
    if (outcome.looks() == 0) {
      return "no look: there were fewer measurements than the first look needs, or none that can be used";
    }
    return String.format(
        Locale.ROOT,
        "look %d, at %d blocks of four rounds: chance of such blocks if the claim were just false %.4f,"
            + " if it just held %.4f; a look decides at %.4f",
        outcome.looks(),
        outcome.size(),
        outcome.pShown(),
        outcome.pRefuted(),
        outcome.errorPerLook());
  }
}
