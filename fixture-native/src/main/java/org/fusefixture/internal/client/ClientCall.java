package org.fusefixture.internal.client;

import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;

/**
 * System calls of the client on a mount, for one call of the control API. Before each system call
 * the server is told of pages that changed; each failure names its call.
 *
 * @param progress is told of each system call that starts
 */
public record ClientCall(CallProgress progress, ClientMount mount) {

  /**
   * Makes a system call.
   *
   * @param name of the call, with path and arguments
   * @throws ControlException of kind ERRNO
   */
  <T> T make(String name, Supplier<T> systemCall) {
    mount.changes().changed();
    progress.enter(name);
    ClientTrace.Call traced = mount.trace().start(name);
    try {
      T value = mount.allocations().during(name, systemCall);
      traced.returned(value);
      return value;
    } catch (LinuxException e) {
      traced.failed(e.errno().map(Errno::name).orElse("errno " + e.number()));
      throw failure(name, e);
    }
  }

  /** As {@link #make}, for system calls that return nothing. */
  void run(String name, Runnable systemCall) {
    make(
        name,
        () -> {
          systemCall.run();
          return null;
        });
  }

  /** A system call starts that is made otherwise than by {@link #make}. */
  public void enter(String name) {
    progress.enter(name);
  }

  /** The root of the mount. */
  Fd root() {
    return mount.root();
  }

  /** The same call, on the mount that a file was opened on before the server was restarted. */
  ClientCall on(ClientMount other) {
    return new ClientCall(progress, other);
  }

  static ControlException failure(String name, LinuxException e) {
    return new ControlException(
        new ControlError(ControlError.Kind.ERRNO, name, e.number(), e.getMessage(), ""), e);
  }

  static ControlException badRequest(String name, String message) {
    return new ControlException(ControlError.of(ControlError.Kind.BAD_REQUEST, name, message));
  }

  static String quoted(String path) {
    return '"' + path + '"';
  }
}
