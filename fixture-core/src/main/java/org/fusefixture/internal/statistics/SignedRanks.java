package org.fusefixture.internal.statistics;

import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test, one-sided and exact: if the values are symmetric about 0, each rank
 * of their magnitudes has either sign with equal probability. It assumes nothing else about the
 * values, so outliers and varying noise do no harm.
 *
 * <p>The distribution of the sum is counted, in steps of half a rank because of ties. (Commons Math
 * has only the two-sided test, which goes through all 2^n choices of signs.)
 */
public final class SignedRanks {
  private static final NaturalRanking RANKING =
      new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);

  private SignedRanks() {}

  /**
   * The probability of values at least this far above 0 if their centre is 0 or below.
   *
   * @param values the measurements; zeros count for neither side
   */
  public static double pValueAbove(double[] values) {
    double[] signed = java.util.Arrays.stream(values).filter(value -> value != 0).toArray();
    int n = signed.length;
    if (n == 0) {
      return 1;
    }
    double[] ranks = RANKING.rank(java.util.Arrays.stream(signed).map(Math::abs).toArray());
    int[] halves = IntStream.range(0, n).map(i -> (int) Math.round(2 * ranks[i])).toArray();
    int sum = IntStream.range(0, n).filter(i -> signed[i] > 0).map(i -> halves[i]).sum();
    return Math.min(1, chanceOfAtLeast(sum, halves));
  }

  /** As {@link #pValueAbove}, for the other side. */
  public static double pValueBelow(double[] values) {
    return pValueAbove(java.util.Arrays.stream(values).map(value -> -value).toArray());
  }

  /** The smallest possible probability for this number of values: all on one side. */
  public static double leastPValue(int values) {
    return Math.scalb(1.0, -values);
  }

  private static double chanceOfAtLeast(int sum, int[] halves) {
    int most = IntStream.of(halves).sum();
    double[] chance = new double[most + 1];
    chance[0] = 1;
    int reached = 0;
    for (int rank : halves) {
      reached += rank;
      for (int s = reached; s >= 0; s--) {
        double with = s >= rank ? chance[s - rank] : 0;
        chance[s] = (chance[s] + with) / 2;
      }
    }
    double tail = 0;
    for (int s = most; s >= sum; s--) {
      tail += chance[s];
    }
    return tail;
  }
}
