package org.fusefixture.sample.mirror;

import java.util.function.Supplier;
import org.fusefixture.internal.linux.LinuxException;

/** Gives the errors of the backing filesystem to the caller as they are. */
final class Backing {
  private Backing() {}

  static <T> T call(Supplier<T> action) {
    try {
      return action.get();
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }

  static void run(Runnable action) {
    try {
      action.run();
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }
}
