package org.fusefixture.internal.control;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.internal.oracle.Expectation;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.stamp.FileVerdict;

/** What a server process does for the agent. It serves one mount, and ends with its input. */
public interface ServerService {
  /**
   * A mount as its server describes it; see {@link org.fusefixture.mount.MountDescription}.
   *
   * @param capSysAdmin whether the server had CAP_SYS_ADMIN when it answered INIT
   * @param programPid process of the program that is the filesystem; 0 for one in Java
   */
  record ServedMount(
      TransferMode mode,
      int connection,
      int protocolMinor,
      long initFlags,
      int maxWrite,
      boolean capSysAdmin,
      int programPid) {
    public ServedMount {
      Objects.requireNonNull(mode, "mode");
    }
  }

  /** Says hello; answered with the server's version. */
  @JsonRequest("server/hello")
  CompletableFuture<Integer> hello(int version, String peer);

  /**
   * Constructs the filesystem, mounts it and starts to serve. At most once.
   *
   * @param mountPoint an existing directory
   * @param backing a directory for the filesystem, empty
   */
  @JsonRequest("server/mount")
  CompletableFuture<ServedMount> mount(MountSpec spec, String mountPoint, String backing);

  /** What the session saw so far. */
  @JsonRequest("server/report")
  CompletableFuture<SessionReport> report();

  /** The counts of the report alone. */
  @JsonRequest("server/statistics")
  CompletableFuture<SessionStatistics> statistics();

  /** The stacks of all threads. */
  @JsonRequest("server/stacks")
  CompletableFuture<MountService.Stacks> stacks();

  /** The client changed its pages: late accesses that are held back go on. */
  @JsonRequest("server/pagesChanged")
  CompletableFuture<Void> pagesChanged();

  /** As {@link MountService#awaitLateAccesses}. */
  @JsonRequest("server/awaitLateAccesses")
  CompletableFuture<Boolean> awaitLateAccesses(long limitMillis);

  /** Compares what the filesystem stored with a stamp. */
  @JsonRequest("server/verifyStored")
  CompletableFuture<FileVerdict> verifyStored(StampedFile file);

  /**
   * Judges what the filesystem stored by what the client wrote.
   *
   * @param expectation of the whole file; its path is relative to the root of the mount
   */
  @JsonRequest("server/judgeStored")
  CompletableFuture<IntegrityVerdict> judgeStored(Expectation expectation);

  @JsonDelegate
  GuardService guard();

  @JsonDelegate
  TraceService trace();

  @JsonDelegate
  FaultService faults();

  @JsonDelegate
  StorageService storage();

  /** Unmounts, ends the session and answers with its last report; the process exits afterwards. */
  @JsonRequest("server/unmount")
  CompletableFuture<SessionReport> unmount();
}
