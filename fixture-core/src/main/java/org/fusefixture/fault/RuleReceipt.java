package org.fusefixture.fault;

import java.util.List;
import java.util.Objects;

/**
 * What became of a rule so far.
 *
 * @param name of the rule, which has one once it is set
 * @param rule as {@link Rule#toString} prints it
 * @param optional whether it need not fire
 * @param matched requests that met every condition
 * @param fired requests that were hit
 * @param firings those, the first 1000
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
  public RuleReceipt {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rule, "rule");
    firings = firings == null ? List.of() : List.copyOf(firings);
    nearMisses = nearMisses == null ? List.of() : List.copyOf(nearMisses);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rule);
    text.append(": matched ").append(matched).append(", fired ").append(fired);
    firings.stream().limit(5).forEach(firing -> text.append("\n  ").append(firing));
    if (firings.size() > 5) {
      text.append("\n  and ").append(fired - 5).append(" more");
    }
    nearMisses.forEach(miss -> text.append("\n  near miss: ").append(miss));
    return text.toString();
  }
}
