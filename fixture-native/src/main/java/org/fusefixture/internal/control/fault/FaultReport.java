package org.fusefixture.internal.control.fault;

import java.util.List;
import java.util.stream.Stream;
import org.fusefixture.fault.RuleReceipt;

/**
 * What became of the rules of a mount.
 *
 * @param receipts of those that are set, and of those removed since the last reset
 * @param refusedReplies messages made by faults that the kernel refused, since the mount
 */
public record FaultReport(List<RuleReceipt> receipts, long refusedReplies) {
  /** No rule was set. */
  public static final FaultReport EMPTY = new FaultReport(List.of(), 0);

  public FaultReport {
    receipts = receipts == null ? List.of() : List.copyOf(receipts);
  }

  /** What became of the rules of two servers of a mount, the earlier one first. */
  public FaultReport followedBy(FaultReport later) {
    return new FaultReport(
        Stream.concat(receipts.stream(), later.receipts.stream()).toList(),
        refusedReplies + later.refusedReplies);
  }
}
