package org.fusefixture.internal.linux;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallContextCache;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;

/**
 * A function of the C library with six integer arguments.
 *
 * <p>jnr-ffi 2.2.18 compiles a wrong stub for these on x86-64: it takes the sixth argument from
 * {@code [rsp + 0]}, where the return address is, instead of {@code [rsp + 16]}
 * (X86_64StubCompiler). jffi's own invoker, one layer below, is right, and allocates nothing
 * either.
 */
final class SixArguments {
  private static final Invoker INVOKER = Invoker.getInstance();

  private final CallContext context;
  private final long address;

  SixArguments(String function) {
    address = Symbol.address(function);
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
