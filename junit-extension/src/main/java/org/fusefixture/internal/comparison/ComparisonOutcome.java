package org.fusefixture.internal.comparison;

import java.util.List;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.Decision;

/**
 * The result of a comparison.
 *
 * @param numbers all measurements
 * @param decisions on the claims, in the order of the claims; each with the numbers that it was
 *     taken on
 */
public record ComparisonOutcome(ComparisonNumbers numbers, List<Decision> decisions) {
  public ComparisonOutcome {
    decisions = List.copyOf(decisions);
  }
}
