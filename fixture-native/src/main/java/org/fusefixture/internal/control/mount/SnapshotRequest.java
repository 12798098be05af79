package org.fusefixture.internal.control.mount;

/**
 * Names a state of a filesystem.
 *
 * @param name not empty
 */
public record SnapshotRequest(int mount, String name) {
  public SnapshotRequest {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a snapshot needs a name");
    }
  }
}
