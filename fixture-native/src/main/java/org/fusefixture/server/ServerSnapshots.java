package org.fusefixture.server;

import java.util.NoSuchElementException;
import org.fusefixture.control.ControlError;
import org.fusefixture.control.ControlException;
import org.fusefixture.control.mount.SnapshotRequest;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Snapshots;

/** States of the filesystem that this process serves. */
final class ServerSnapshots {
  private ServerSnapshots() {}

  static void take(FuseFilesystem filesystem, SnapshotRequest request) {
    require(filesystem, "takeSnapshot").takeSnapshot(request.name());
  }

  static void rollBack(FuseFilesystem filesystem, SnapshotRequest request) {
    try {
      require(filesystem, "rollBack").rollBack(request.name());
    } catch (NoSuchElementException e) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.BAD_REQUEST, "rollBack", e.getMessage()), e);
    }
  }

  private static Snapshots require(FuseFilesystem filesystem, String call) {
    if (filesystem instanceof Snapshots snapshots) {
      return snapshots;
    }
    throw new ControlException(
        ControlError.of(
            ControlError.Kind.BAD_REQUEST,
            call,
            filesystem.getClass().getName()
                + " cannot go back to an earlier state, as it does not implement "
                + Snapshots.class.getName()));
  }
}
