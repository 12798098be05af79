package org.fusefixture.internal.control.fault;

import java.util.List;

/**
 * What rules are called once they are set.
 *
 * @param names in the order of the rules
 */
public record FaultNames(List<String> names) {
  public FaultNames {
    names = List.copyOf(names);
  }
}
