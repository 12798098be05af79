package org.fusefixture.internal.linux;

import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.CallContextCache;
import com.kenai.jffi.CallContext;
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

  /** Where a function of the C library starts, for calls that take its address. */
  static long addressOf(String function) {
    Library library =
        Library.getCachedInstance(
            Platform.getNativePlatform().getStandardCLibraryName(), Library.LAZY);
    long address = library == null ? 0 : library.getSymbolAddress(function);
    if (address == 0) {
      throw new UnsatisfiedLinkError(function + ": " + Library.getLastError());
    }
    return address;
  }

  private SystemCall() {}

  /**
   * A function of the C library with six integer arguments.
   *
   * <p>jnr-ffi 2.2.18 compiles a wrong stub for these on x86-64: it takes the sixth argument from
   * {@code [rsp + 0]}, where the return address is, instead of {@code [rsp + 16]}
   * (X86_64StubCompiler). jffi's own invoker, one layer below, is right, and allocates nothing
   * either.
   */
  static final class SixArguments {
    private static final Invoker INVOKER = Invoker.getInstance();

    private final CallContext context;
    private final long address;

    SixArguments(String function) {
      address = addressOf(function);
      Type word = Type.SLONG;
      context =
          CallContextCache.getInstance()
              .getCallContext(
                  word,
                  new Type[] {word, word, word, word, word, word},
                  CallingConvention.DEFAULT,
                  true);
    }

    long invoke(long first, long second, long third, long fourth, long fifth, long sixth) {
      return INVOKER.invokeN6(context, address, first, second, third, fourth, fifth, sixth);
    }
  }
}
