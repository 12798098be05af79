package org.fusefixture.internal.control.mount;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionStatistics;

/** Mounts of a sandbox and their servers. An unknown mount is answered with BAD_REQUEST. */
public interface MountService {
  /**
   * Starts a server process and mounts. Fails with MOUNT_REFUSED where the mode cannot be had or
   * mount(2) fails, or where the kernel was found not to do what the mode says, unless {@link
   * MountSpec#attested()} is false; with FILESYSTEM_FAILED where the class cannot be loaded or
   * constructed or its start failed, with SERVER_DIED, or with TIMEOUT.
   */
  @JsonRequest("mount/mount")
  CompletableFuture<MountDescription> mount(MountSpec spec);

  /**
   * Closes the client's files on the mount, unmounts, and waits for the end of the server. What
   * does not end by itself is ended by force, which the result tells; never fails for that.
   */
  @JsonRequest("mount/unmount")
  CompletableFuture<UnmountResult> unmount(MountTarget target);

  /** Sends a signal to the server process; answered when it was sent, or SERVER_DIED. */
  @JsonRequest("mount/killServer")
  CompletableFuture<Void> killServer(KillRequest request);

  /** How many requests have no answer yet, as the kernel counts them; asks no server. */
  @JsonRequest("mount/waiting")
  CompletableFuture<WaitingRequests> waiting(MountTarget target);

  /**
   * Kills the server if it still runs, takes its mount away, and mounts the same filesystem with
   * the same backing directory at the same mount point, served by a new process. Files that were
   * open stay open and lead to the old mount, whose calls fail with ENOTCONN. Fails as a mount.
   */
  @JsonRequest("mount/restart")
  CompletableFuture<MountDescription> restart(MountTarget target);

  /** The mount as it is now, which its server may have been restarted for by a fault. */
  @JsonRequest("mount/describe")
  CompletableFuture<MountDescription> describe(MountTarget target);

  /** Keeps the state of the filesystem; BAD_REQUEST where it is no Snapshots. */
  @JsonRequest("mount/takeSnapshot")
  CompletableFuture<Void> takeSnapshot(SnapshotRequest request);

  /** Goes back to a state; BAD_REQUEST where the filesystem cannot, or has no such state. */
  @JsonRequest("mount/rollBack")
  CompletableFuture<Void> rollBack(SnapshotRequest request);

  /** Aborts the connection: every call under way and to come on this mount fails. */
  @JsonRequest("mount/abort")
  CompletableFuture<Void> abort(MountTarget target);

  /** What session and filesystem did so far; also for a dead server, and never a failure then. */
  @JsonRequest("mount/report")
  CompletableFuture<ServerReport> serverReport(MountTarget target);

  /** The counts of the report alone; as that, never a failure. */
  @JsonRequest("mount/statistics")
  CompletableFuture<SessionStatistics> statistics(MountTarget target);

  /** The stacks of all threads of the server. */
  @JsonRequest("mount/stacks")
  CompletableFuture<StacksReport> stacks(MountTarget target);

  /** What the kernel counted on the mount's connection so far, where it counts. */
  @JsonRequest("mount/kernelCounters")
  CompletableFuture<KernelCounterReport> kernelCounters(MountTarget target);

  /** Waits until late accesses are over, at most as long as asked. */
  @JsonRequest("mount/awaitLateAccesses")
  CompletableFuture<LateAccessesSettled> awaitLateAccesses(LateAccessWait wait);

  /**
   * Finds out by behaviour how pages travel in a mode, with a mount of its own that is gone
   * afterwards. A mode that cannot be had is an answer, not a failure.
   */
  @JsonRequest("mount/attest")
  CompletableFuture<Attestation> attest(AttestRequest request);
}
