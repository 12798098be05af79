package org.fusefixture.comparison;

import java.util.Locale;

/**
 * What a comparison says about a claim.
 *
 * @param measure what the ratio is of
 * @param bound whether the ratio is claimed to be at least or at most the value
 * @param ratio the claimed ratio, candidate to baseline
 * @param confidence the confidence that was asked for
 * @param evidence the verdict, and how it was reached
 * @param numbers all measurements
 */
public record Decision(
    Measure measure,
    Bound bound,
    double ratio,
    double confidence,
    Evidence evidence,
    ComparisonNumbers numbers) {
  /** The side of a ratio that is claimed. */
  public enum Bound {
    /** The ratio is this or greater. */
    AT_LEAST("at least"),
    /** The ratio is this or smaller. */
    AT_MOST("at most");

    private final String text;

    Bound(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What measurements say about a claim. */
  public enum Verdict {
    /** It holds, with the confidence asked for. */
    SHOWN,
    /** It does not hold, with the confidence asked for. */
    REFUTED,
    /** The measurements do not decide it. */
    UNDECIDED;

    /** In lower case, for messages. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A verdict and the statistics behind it. The data is examined at a few points that are fixed in
   * advance, called looks.
   *
   * @param verdict the verdict
   * @param looks number of looks taken
   * @param size number of measurements at the last look; 0 if there was none
   * @param pShown probability of such measurements if the claim were just false, at the last look
   * @param pRefuted probability of such measurements if the claim just held, at the last look
   * @param errorPerLook the level that a probability has to reach
   */
  public record Evidence(
      Verdict verdict, int looks, int size, double pShown, double pRefuted, double errorPerLook) {}

  /** {@return whether the claim is shown, refuted or undecided} */
  public Verdict verdict() {
    return evidence.verdict();
  }

  /** {@return the claim in words} */
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

  /** {@return how the verdict was reached, in words} */
  public String how() {
    if (evidence.looks() == 0) {
      return "the first look needs more measurements, or none of them can be used";
    }
    return String.format(
        Locale.ROOT,
        "look %d, at %d blocks of four rounds: probability of such blocks if the claim were just"
            + " false %.4f, if it just held %.4f; a look decides at %.4f",
        evidence.looks(),
        evidence.size(),
        evidence.pShown(),
        evidence.pRefuted(),
        evidence.errorPerLook());
  }
}
