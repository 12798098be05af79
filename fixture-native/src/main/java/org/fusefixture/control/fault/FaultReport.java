package org.fusefixture.control.fault;

import java.util.List;
import org.fusefixture.fault.RuleReceipt;

/**
 * What became of the rules of a mount.
 *
 * @param receipts of those that are set, and of those removed since the last reset
 */
public record FaultReport(List<RuleReceipt> receipts) {
  /** No rule was set. */
  public static final FaultReport EMPTY = new FaultReport(List.of());

  public FaultReport {
    receipts = receipts == null ? List.of() : List.copyOf(receipts);
  }
}
