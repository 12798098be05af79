package org.fusefixture.internal.control.guard;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.mount.MountTarget;

/** Looks after what tests and filesystems leave behind. */
public interface GuardService {
  /**
   * Where the filesystem counts other lookups than the kernel; empty for one that does not tell
   * ({@link org.fusefixture.filesystem.LookupCounts}), and for a dead server.
   */
  @JsonRequest("guard/lookups")
  CompletableFuture<Findings> lookups(MountTarget target);

  /**
   * Descriptors and threads that the filesystem left in its server process when its session had
   * ended. To be asked after the unmount; empty where the server was not there to look.
   */
  @JsonRequest("guard/leftovers")
  CompletableFuture<Findings> leftovers(MountTarget target);
}
