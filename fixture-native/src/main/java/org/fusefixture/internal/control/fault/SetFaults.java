package org.fusefixture.internal.control.fault;

import java.util.List;
import org.fusefixture.fault.Rule;

/**
 * Sets rules.
 *
 * @param seed decides everything random in them; null for the seed of the mount
 * @param rules in the order in which they are asked
 */
public record SetFaults(int mount, Long seed, List<Rule> rules) {
  public SetFaults {
    rules = List.copyOf(rules);
  }
}
