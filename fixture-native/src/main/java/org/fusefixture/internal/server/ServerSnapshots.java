package org.fusefixture.internal.server;

import java.util.NoSuchElementException;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.mount.SnapshotRequest;
import org.fusefixture.internal.session.FuseSession;

/** States of the filesystem that this process serves. */
final class ServerSnapshots {
  private ServerSnapshots() {}

  static void take(FuseSession session, SnapshotRequest request) {
    answering("takeSnapshot", () -> session.faults().snapshots().take(request.name()));
  }

  static void rollBack(FuseSession session, SnapshotRequest request) {
    answering("rollBack", () -> session.faults().snapshots().rollBack(request.name()));
  }

  private static void answering(String call, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.BAD_REQUEST, call, e.getMessage()), e);
    }
  }
}
