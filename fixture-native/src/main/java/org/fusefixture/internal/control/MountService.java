package org.fusefixture.internal.control;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionStatistics;

/** Mounts of a sandbox and their servers. BAD_REQUEST if a mount is unknown. */
@JsonSegment("mount")
public interface MountService {
  /**
   * How a mount ended.
   *
   * @param clean whether umount2(2) without flags did it and the server left by itself with status
   *     0
   * @param aborted whether its connection was aborted, now or before
   * @param detached whether it had to be unmounted lazily (MNT_DETACH)
   * @param serverExit how the server process ended, for example "status 0" or "SIGKILL"
   * @param losses what the filesystem itself said of its end; empty if it ended well
   * @param millis that it took
   * @param notes what was not clean, one line each
   */
  record UnmountResult(
      boolean clean,
      boolean aborted,
      boolean detached,
      String serverExit,
      List<String> losses,
      long millis,
      List<String> notes) {
    public UnmountResult {
      losses = losses == null ? List.of() : List.copyOf(losses);
      notes = notes == null ? List.of() : List.copyOf(notes);
    }
  }

  /**
   * The stacks of a server process.
   *
   * @param text of all threads
   * @param source how they were taken: asked of the server, or by SIGQUIT
   */
  record Stacks(String text, String source) {
    public Stacks {
      Objects.requireNonNull(text, "text");
      source = source == null ? "" : source;
    }
  }

  /** What became of the client's pages on their way to the server. */
  enum PageTransfer {
    /** The server saw the bytes of the write, though they were changed before it looked. */
    COPIED,
    /** The server saw the bytes as changed after the write returned: it has the client's pages. */
    ALIASED,
    /** The mode is not available. */
    REFUSED
  }

  /**
   * What the kernel was found to do, by behaviour.
   *
   * @param kernel release, as uname(2) gives it
   * @param capSysAdmin whether the server had CAP_SYS_ADMIN when it answered INIT
   * @param direct writes with O_DIRECT
   * @param buffered writes through the page cache
   * @param detail the reason if the mode was refused, otherwise what was measured
   */
  record Attestation(
      String kernel,
      TransferMode mode,
      boolean capSysAdmin,
      PageTransfer direct,
      PageTransfer buffered,
      String detail) {
    public Attestation {
      Objects.requireNonNull(mode, "mode");
      Objects.requireNonNull(direct, "direct");
      Objects.requireNonNull(buffered, "buffered");
      detail = detail == null ? "" : detail;
    }

    /** Whether direct writes travel as the mode says: aliased with user pages, copied without. */
    public boolean asPromised() {
      return direct
          == (mode == TransferMode.SPLICE_USER_PAGES ? PageTransfer.ALIASED : PageTransfer.COPIED);
    }
  }

  /**
   * Starts a server process and mounts. Fails with MOUNT_REFUSED if the mode is unavailable, if
   * mount(2) fails, or if the kernel was found not to do what the mode says, unless {@link
   * MountSpec#attested()} is false; with FILESYSTEM_FAILED if the class cannot be loaded or
   * constructed or its start failed, with SERVER_DIED, or with TIMEOUT.
   */
  @JsonRequest
  CompletableFuture<MountDescription> mount(MountSpec spec);

  /**
   * Closes the client's files on the mount, unmounts, and waits for the end of the server. Ends by
   * force what does not end by itself, which the result tells; never fails for that.
   */
  @JsonRequest
  CompletableFuture<UnmountResult> unmount(int mount);

  /**
   * Sends a signal to the server process; answered when it was sent, or SERVER_DIED.
   *
   * @param signal number as in signal(7), from 1 to 64
   */
  @JsonRequest
  CompletableFuture<Void> killServer(int mount, int signal);

  /** Number of requests in the kernel's queues and in the server; asks no server. */
  @JsonRequest
  CompletableFuture<Integer> waiting(int mount);

  /**
   * Kills the server if it still runs, takes its mount away, and mounts the same filesystem with
   * the same backing directory at the same mount point, served by a new process. Files that were
   * open stay open and lead to the old mount, whose calls fail with ENOTCONN. Fails as a mount.
   */
  @JsonRequest
  CompletableFuture<MountDescription> restart(int mount);

  /** The mount as it is now; a fault may have restarted its server. */
  @JsonRequest
  CompletableFuture<MountDescription> describe(int mount);

  /** Aborts the connection: every call under way and to come on this mount fails. */
  @JsonRequest
  CompletableFuture<Void> abort(int mount);

  /** What session and filesystem did so far; also for a dead server, and never a failure then. */
  @JsonRequest
  CompletableFuture<ServerReport> serverReport(int mount);

  /** The counts of the report alone; never a failure, as above. */
  @JsonRequest
  CompletableFuture<SessionStatistics> statistics(int mount);

  /** The stacks of all threads of the server. */
  @JsonRequest
  CompletableFuture<Stacks> stacks(int mount);

  /** What the kernel counted on the mount's connection so far, if it counts. */
  @JsonRequest
  CompletableFuture<KernelCounterReport> kernelCounters(int mount);

  /**
   * Waits until no payload is held back and none is still to be consumed; false if the limit passes
   * first.
   */
  @JsonRequest
  CompletableFuture<Boolean> awaitLateAccesses(int mount, long limitMillis);

  /**
   * Finds out by behaviour how pages travel in a mode, with a mount of its own that is gone
   * afterwards. An unavailable mode is an answer, not a failure.
   *
   * @param dropSysAdmin whether the server gives up CAP_SYS_ADMIN before it answers INIT
   */
  @JsonRequest
  CompletableFuture<Attestation> attest(TransferMode mode, boolean dropSysAdmin);
}
