package org.fusefixture.internal.client;

import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.linux.LinuxException;

/** How the client makes a system call: page changes told before, failures named after. */
final class ClientCall {
  private ClientCall() {}

  /**
   * Makes a call on a mount.
   *
   * @param call name, path and arguments
   * @throws ControlException of kind ERRNO
   */
  static <T> T perform(
      CallProgress progress, ClientMount mount, String call, Supplier<T> systemCall) {
    mount.changes().changed();
    progress.enter(call);
    ClientTrace.Call traced = mount.trace().start(call);
    try {
      T value = mount.allocations().during(call, systemCall);
      traced.returned(value);
      return value;
    } catch (LinuxException e) {
      traced.failed(e.errno().map(Errno::name).orElse("errno " + e.number()));
      throw failure(call, e);
    }
  }

  /** As {@link #perform}, for calls that return nothing. */
  static void run(CallProgress progress, ClientMount mount, String call, Runnable systemCall) {
    perform(
        progress,
        mount,
        call,
        () -> {
          systemCall.run();
          return null;
        });
  }

  static ControlException failure(String call, LinuxException e) {
    return new ControlException(
        new ControlError(ControlError.Kind.ERRNO, call, e.number(), e.getMessage(), ""), e);
  }

  static ControlException badRequest(String call, String message) {
    return new ControlException(ControlError.of(ControlError.Kind.BAD_REQUEST, call, message));
  }

  static String quoted(String path) {
    return '"' + path + '"';
  }
}
