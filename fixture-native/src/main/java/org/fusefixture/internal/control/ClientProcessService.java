package org.fusefixture.internal.control;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.report.ClientProcessState;
import org.fusefixture.stamp.Stamp;

/** Client processes of one call each, which can be killed. BAD_REQUEST if one is unknown. */
@JsonSegment("process")
public interface ClientProcessService {
  /**
   * What a client process does: it opens a file, creating it if need be, writes stamped pages to it
   * with one pwrite(2), and then waits to be ended.
   *
   * @param path relative to the root of the mount
   * @param direct with O_DIRECT
   * @param size in bytes
   * @param offset in the file
   */
  record StampedWrite(int mount, String path, boolean direct, Stamp stamp, long size, long offset) {
    /** Most bytes of one call. */
    public static final long LARGEST = 64 << 20;

    public StampedWrite {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(stamp, "stamp");
      if (size < 1 || size > LARGEST || offset < 0) {
        throw new IllegalArgumentException(
            "invalid range: "
                + size
                + " bytes at "
                + offset
                + "; the size must be from 1 to "
                + LARGEST
                + ", the offset must not be negative");
      }
    }
  }

  /**
   * A client process.
   *
   * @param process identifies it in this sandbox
   * @param pid as the sandbox sees it
   */
  record Started(int process, long pid) {}

  /** Starts a process; answered when it is about to make its call, which may take any time. */
  @JsonRequest
  CompletableFuture<Started> start(StampedWrite write);

  /**
   * Sends a signal.
   *
   * @param signal number as in signal(7), from 1 to 64
   */
  @JsonRequest
  CompletableFuture<Void> kill(int process, int signal);

  /** What became of it so far. */
  @JsonRequest
  CompletableFuture<ClientProcessState> state(int process);

  /** Ends it by closing its input, or after 5 s by SIGKILL, and forgets it. */
  @JsonRequest
  CompletableFuture<ClientProcessState> end(int process);
}
