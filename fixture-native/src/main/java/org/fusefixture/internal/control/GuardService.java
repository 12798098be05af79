package org.fusefixture.internal.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * What tests and filesystems leave behind. Offered by the agent and, in the same words, by each
 * server, which ignores the number of the mount. Each finding is a line that says where it came
 * from.
 */
@JsonSegment("guard")
public interface GuardService {
  /**
   * Where the lookup counts of filesystem and kernel differ; empty for a filesystem that does not
   * tell ({@link org.fusefixture.filesystem.LookupCounts}), and for a dead server.
   */
  @JsonRequest
  CompletableFuture<List<String>> lookups(int mount);

  /**
   * Descriptors and threads that the filesystem left in its server process when its session had
   * ended. To be asked after the unmount; empty if the server was not there to look.
   */
  @JsonRequest
  CompletableFuture<List<String>> leftovers(int mount);
}
