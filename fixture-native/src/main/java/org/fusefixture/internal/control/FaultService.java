package org.fusefixture.internal.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;

/**
 * Faults of mounts, which can change while the mount is in use. Offered by the agent and, in the
 * same words, by each server, which ignores the number of the mount.
 */
@JsonSegment("fault")
public interface FaultService {
  /**
   * What became of the rules of a mount.
   *
   * @param receipts of those that are set, and of those removed since the last reset
   * @param refusedReplies messages made by faults that the kernel refused, since the mount
   */
  record Report(List<RuleReceipt> receipts, long refusedReplies) {
    /** No rule was set. */
    public static final Report EMPTY = new Report(List.of(), 0);

    public Report {
      receipts = receipts == null ? List.of() : List.copyOf(receipts);
    }

    /** What became of the rules of two servers of a mount, the earlier one first. */
    public Report followedBy(Report later) {
      return new Report(
          Stream.concat(receipts.stream(), later.receipts.stream()).toList(),
          refusedReplies + later.refusedReplies);
    }
  }

  /**
   * Sets further rules, all or none. Fails with BAD_REQUEST if a name is taken, or a predicate
   * cannot be made.
   *
   * @param seed decides everything random in them; null for the seed of the mount
   * @param rules in the order in which they are asked
   * @return the names of the rules, in their order
   */
  @JsonRequest
  CompletableFuture<List<String>> set(int mount, Long seed, List<Rule> rules);

  /** Takes a rule back; what it holds up goes on. BAD_REQUEST if there is none of the name. */
  @JsonRequest
  CompletableFuture<Void> remove(int mount, String name);

  /**
   * Lets go on what a rule holds up; BAD_REQUEST if there is none of the name.
   *
   * @param name empty for all rules
   */
  @JsonRequest
  CompletableFuture<Void> release(int mount, String name);

  /** Takes all rules back; answered with their last receipts, also for a dead server. */
  @JsonRequest
  CompletableFuture<Report> reset(int mount);

  /** What became of the rules; of a dead server, what it told last. */
  @JsonRequest
  CompletableFuture<Report> receipts(int mount);
}
