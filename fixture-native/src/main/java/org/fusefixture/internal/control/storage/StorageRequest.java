package org.fusefixture.internal.control.storage;

import java.util.Objects;
import org.fusefixture.storage.StorageCommand;

/**
 * Something to be done to a storage.
 *
 * @param mount identifies the mount in the sandbox
 */
public record StorageRequest(int mount, StorageCommand command) {
  public StorageRequest {
    Objects.requireNonNull(command, "command");
  }
}
