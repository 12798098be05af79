package org.fusefixture.internal.control.fault;

import java.util.List;

/**
 * Sets rules.
 *
 * @param seed of all that they draw; null for the mount's
 * @param rules as {@link org.fusefixture.fault.Rule#toString} prints them
 */
public record SetFaults(int mount, Long seed, List<String> rules) {
  public SetFaults {
    rules = List.copyOf(rules);
  }
}
