package org.fusefixture.internal.control.storage;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.mount.MountTarget;
import org.fusefixture.storage.UnsyncedReport;

/**
 * Storages below the caches of filesystems. Spoken by the agent, and in the same words by each
 * server, to which a mount's number means nothing. BAD_REQUEST where the filesystem is no {@link
 * org.fusefixture.storage.FaultyStorage}.
 */
public interface StorageService {
  /** Does something; answered when the kernel's caches follow. */
  @JsonRequest("storage/command")
  CompletableFuture<Void> command(StorageRequest request);

  /** What would be lost if the power failed now. */
  @JsonRequest("storage/unsynced")
  CompletableFuture<UnsyncedReport> unsynced(MountTarget target);
}
