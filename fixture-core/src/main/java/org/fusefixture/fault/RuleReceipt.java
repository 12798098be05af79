package org.fusefixture.fault;

import java.util.List;
import java.util.Objects;

/**
 * What a rule has done so far.
 *
 * @param name of the rule, which has one once it is set
 * @param rule as {@link Rule#toString} prints it
 * @param optional whether it need not fire
 * @param matched number of requests that met every condition
 * @param fired number of requests that were hit
 * @param firings the requests that were hit, the first 1000
 * @param nearMisses why requests did not match, or were not hit, the nearest first
 */
public record RuleReceipt(
    String name,
    String rule,
    boolean optional,
    long matched,
    long fired,
    List<Firing> firings,
    List<String> nearMisses) {
  private static final int MOST_PRINTED = 5;

  /**
   * Copies the lists.
   *
   * @param name as {@link #name()}
   * @param rule as {@link #rule()}
   * @param optional as {@link #optional()}
   * @param matched as {@link #matched()}
   * @param fired as {@link #fired()}
   * @param firings as {@link #firings()}
   * @param nearMisses as {@link #nearMisses()}
   */
  public RuleReceipt {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rule, "rule");
    firings = List.copyOf(firings);
    nearMisses = List.copyOf(nearMisses);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rule);
    text.append(": matched ").append(matched).append(", fired ").append(fired);
    firings.stream().limit(MOST_PRINTED).forEach(firing -> text.append("\n  ").append(firing));
    if (firings.size() > MOST_PRINTED) {
      text.append("\n  and ").append(fired - MOST_PRINTED).append(" more");
    }
    nearMisses.forEach(miss -> text.append("\n  near miss: ").append(miss));
    return text.toString();
  }
}
