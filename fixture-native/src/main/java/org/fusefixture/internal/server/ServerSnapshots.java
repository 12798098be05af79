package org.fusefixture.internal.server;

import java.util.NoSuchElementException;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.mount.SnapshotRequest;
import org.fusefixture.internal.session.fault.SessionFaults;

/** States of the filesystem that this process serves. */
final class ServerSnapshots {
  private ServerSnapshots() {}

  static void take(SessionFaults faults, SnapshotRequest request) {
    answering("takeSnapshot", () -> faults.snapshots().take(request.name()));
  }

  static void rollBack(SessionFaults faults, SnapshotRequest request) {
    answering("rollBack", () -> faults.snapshots().rollBack(request.name()));
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
