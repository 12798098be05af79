package org.fusefixture.internal.fault.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Why requests did not match a rule, by the first condition that they did not meet, with one
 * request as an example. Counts may be a little low if several threads add to them: exact counts
 * would slow down requests that no rule hits.
 */
final class Misses {
  private final String[] examples;
  private final long[] counts;

  /**
   * @param conditions of the rule; one more place is for what is asked after them
   */
  Misses(int conditions) {
    examples = new String[conditions + 1];
    counts = new long[conditions + 1];
  }

  /** Whether an example is still wanted. */
  boolean wantsExample(int condition) {
    return examples[condition] == null;
  }

  void example(int condition, String text) {
    examples[condition] = text;
  }

  void count(int condition) {
    counts[condition]++;
  }

  /** The nearest first. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (int i = counts.length - 1; i >= 0; i--) {
      if (examples[i] != null) {
        lines.add(examples[i] + (counts[i] > 1 ? " (and " + (counts[i] - 1) + " more)" : ""));
      }
    }
    return lines;
  }
}
