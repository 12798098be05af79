package org.fusefixture.internal.control.fault;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.mount.MountTarget;

/**
 * Faults of mounts, to be changed while they are in use. Spoken by the agent, and in the same words
 * by each server, to which a mount's number means nothing.
 */
public interface FaultService {
  /**
   * Sets further rules, all or none. Fails with BAD_REQUEST where a rule cannot be read, a name is
   * taken, or a predicate cannot be made.
   */
  @JsonRequest("fault/set")
  CompletableFuture<FaultNames> set(SetFaults request);

  /** Takes a rule back; what it holds up goes on. BAD_REQUEST where there is none of the name. */
  @JsonRequest("fault/remove")
  CompletableFuture<Void> remove(FaultTarget target);

  /** Lets go on what a rule holds up, or all rules; BAD_REQUEST where there is none of the name. */
  @JsonRequest("fault/release")
  CompletableFuture<Void> release(FaultTarget target);

  /** Takes all rules back; answered with their last receipts, also for a server that is dead. */
  @JsonRequest("fault/reset")
  CompletableFuture<FaultReport> reset(MountTarget target);

  /** What became of the rules; of a server that is dead, what it told last. */
  @JsonRequest("fault/receipts")
  CompletableFuture<FaultReport> receipts(MountTarget target);
}
