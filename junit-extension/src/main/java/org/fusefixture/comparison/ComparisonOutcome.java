package org.fusefixture.comparison;

import java.util.List;

/**
 * What a comparison came to.
 *
 * @param numbers all that was measured
 * @param decisions on what was claimed of it, in the order of the claims; each with the numbers
 *     that it was taken on
 */
public record ComparisonOutcome(ComparisonNumbers numbers, List<Decision> decisions) {
  public ComparisonOutcome {
    decisions = List.copyOf(decisions);
  }
}
