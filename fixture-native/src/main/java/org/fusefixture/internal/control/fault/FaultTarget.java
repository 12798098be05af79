package org.fusefixture.internal.control.fault;

/**
 * Names a rule of a mount.
 *
 * @param name of the rule; empty for all, where that can be asked for
 */
public record FaultTarget(int mount, String name) {
  public FaultTarget {
    name = name == null ? "" : name;
  }
}
