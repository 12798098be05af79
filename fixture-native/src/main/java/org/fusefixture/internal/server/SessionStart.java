package org.fusefixture.internal.server;

import java.nio.file.Path;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.session.MountRefusedException;
import org.fusefixture.internal.session.SessionConfiguration;
import org.fusefixture.internal.session.fault.SessionFaults;

/** Mounts, and sorts out why it fails. */
final class SessionStart {
  private SessionStart() {}

  static FuseSession mount(
      Path mountPoint,
      FuseFilesystem filesystem,
      SessionConfiguration configuration,
      SessionFaults faults) {
    String call = "mount(\"" + mountPoint + "\", " + configuration.mode() + ")";
    try {
      return FuseSession.mount(mountPoint, filesystem, configuration, faults);
    } catch (MountRefusedException e) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.MOUNT_REFUSED, call, e.getMessage())
              .withDetail(e.getCause() == null ? "" : Failures.stackOf(e.getCause())),
          e);
    } catch (LinuxException e) {
      throw new ControlException(
          new ControlError(ControlError.Kind.MOUNT_REFUSED, call, e.number(), e.getMessage(), ""),
          e);
    } catch (RuntimeException | Error e) { // of the filesystem's options() or start()
      throw Failures.ofFilesystem("it cannot be started: " + e, call, e);
    }
  }
}
