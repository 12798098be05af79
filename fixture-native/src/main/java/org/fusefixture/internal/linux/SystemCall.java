package org.fusefixture.internal.linux;

import com.kenai.jffi.LastError;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Platform;
import org.fusefixture.errno.Errno;

/**
 * How a call of the C library ends: the one place that reads errno, decides what EINTR means, and
 * makes exceptions.
 *
 * <p>jffi saves errno in a variable of the thread before it returns to the virtual machine, which
 * could otherwise change it at a safepoint.
 */
final class SystemCall {
  private static final int EINTR = Errno.EINTR.number();
  private static final LastError LAST_ERROR = LastError.getInstance();

  /** Number of calls to come, of any thread, that an {@link AllocationFault} waits for. */
  static final AtomicInteger ARMED = new AtomicInteger();

  /** A call without its arguments. */
  @FunctionalInterface
  interface Call {
    long invoke();
  }

  /** Binds functions of the C library. */
  static <T> T bind(Class<T> functions) {
    return LibraryLoader.create(functions)
        .failImmediately()
        .load(Platform.getNativePlatform().getStandardCLibraryName());
  }

  /** A call is about to be made, see {@link AllocationFault}. */
  static void enter() {
    if (ARMED.get() != 0) {
      AllocationFault.enter(false);
    }
  }

  /** As {@link #enter}, of a call that moves bytes. */
  static void enterTransfer() {
    if (ARMED.get() != 0) {
      AllocationFault.enter(true);
    }
  }

  /** What the kernel returned: the C library's result, or {@code -errno} where that is -1. */
  static long result(long returned) {
    long result = returned == -1 ? -LAST_ERROR.get() : returned;
    if (ARMED.get() != 0) {
      AllocationFault.leave(result);
    }
    return result;
  }

  /** Whether a result asks for the same call again: a signal came before it did anything. */
  static boolean isInterrupted(long result) {
    return result == -EINTR;
  }

  /** Calls until a signal does not interrupt it, and throws what goes wrong. */
  static long perform(String name, Call call, Object... arguments) {
    long result;
    do {
      enter();
      result = result(call.invoke());
    } while (isInterrupted(result));
    if (result < 0) {
      throw new LinuxException(name, (int) -result, arguments);
    }
    return result;
  }

  private SystemCall() {}
}
