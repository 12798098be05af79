package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.storage.StorageCommand;
import org.fusefixture.storage.UnsyncedReport;

/**
 * What filesystems store: storages below their caches, and snapshots of them. Offered by the agent
 * and, in the same words, by each server, which ignores the number of the mount.
 */
@JsonSegment("storage")
public interface StorageService {
  /**
   * Changes a storage; answered when the kernel's caches follow. BAD_REQUEST if the filesystem is
   * no {@link org.fusefixture.storage.FaultyStorage}.
   */
  @JsonRequest
  CompletableFuture<Void> command(int mount, StorageCommand command);

  /** What would be lost if the power failed now. BAD_REQUEST as with {@link #command}. */
  @JsonRequest
  CompletableFuture<UnsyncedReport> unsynced(int mount);

  /**
   * Keeps the state of the filesystem; BAD_REQUEST if it is no {@link
   * org.fusefixture.filesystem.Snapshots}.
   *
   * @param name of the state, not empty
   */
  @JsonRequest
  CompletableFuture<Void> takeSnapshot(int mount, String name);

  /** Goes back to a state; BAD_REQUEST if the filesystem cannot, or has no such state. */
  @JsonRequest
  CompletableFuture<Void> rollBack(int mount, String name);
}
