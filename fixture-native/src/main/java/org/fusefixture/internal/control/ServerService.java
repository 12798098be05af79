package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.fault.FaultService;
import org.fusefixture.internal.control.guard.ServerGuardService;
import org.fusefixture.internal.control.mount.LateAccessWait;
import org.fusefixture.internal.control.mount.LateAccessesSettled;
import org.fusefixture.internal.control.mount.ServedMount;
import org.fusefixture.internal.control.mount.ServerMountRequest;
import org.fusefixture.internal.control.mount.SnapshotRequest;
import org.fusefixture.internal.control.mount.StacksReport;
import org.fusefixture.internal.control.oracle.StoredRequest;
import org.fusefixture.internal.control.page.VerifyRequest;
import org.fusefixture.internal.control.storage.StorageService;
import org.fusefixture.internal.control.trace.ServerTraceService;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.stamp.FileVerdict;

/** What a server process does for the agent. It serves one mount, and ends with its input. */
public interface ServerService {
  /** Says hello; answered with the server's own. */
  @JsonRequest("server/hello")
  CompletableFuture<Hello> hello(Hello hello);

  /** Constructs the filesystem, mounts it and starts to serve. At most once. */
  @JsonRequest("server/mount")
  CompletableFuture<ServedMount> mount(ServerMountRequest request);

  /** What the session saw so far. */
  @JsonRequest("server/report")
  CompletableFuture<SessionReport> report();

  /** The counts of the report alone. */
  @JsonRequest("server/statistics")
  CompletableFuture<SessionStatistics> statistics();

  /** The stacks of all threads. */
  @JsonRequest("server/stacks")
  CompletableFuture<StacksReport> stacks();

  /** The client changed its pages: late accesses that are held back go on. */
  @JsonRequest("server/pagesChanged")
  CompletableFuture<Void> pagesChanged();

  /** Waits until late accesses are over. */
  @JsonRequest("server/awaitLateAccesses")
  CompletableFuture<LateAccessesSettled> awaitLateAccesses(LateAccessWait wait);

  /** Judges what the filesystem stored. */
  @JsonRequest("server/verifyStored")
  CompletableFuture<FileVerdict> verifyStored(VerifyRequest request);

  /** Keeps the state of the filesystem. */
  @JsonRequest("server/takeSnapshot")
  CompletableFuture<Void> takeSnapshot(SnapshotRequest request);

  /** Goes back to a state. */
  @JsonRequest("server/rollBack")
  CompletableFuture<Void> rollBack(SnapshotRequest request);

  /** What the filesystem leaves behind. */
  @JsonDelegate
  ServerGuardService guard();

  /** The trace of the session. */
  @JsonDelegate
  ServerTraceService trace();

  /** Judges what the filesystem stored by what the client wrote. */
  @JsonRequest("server/judgeStored")
  CompletableFuture<IntegrityVerdict> judgeStored(StoredRequest request);

  /** Faults. */
  @JsonDelegate
  FaultService faults();

  /** The storage below the filesystem's cache. */
  @JsonDelegate
  StorageService storage();

  /** Unmounts, ends the session and answers with its last report; the process exits afterwards. */
  @JsonRequest("server/unmount")
  CompletableFuture<SessionReport> unmount();
}
