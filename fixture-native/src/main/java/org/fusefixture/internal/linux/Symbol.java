package org.fusefixture.internal.linux;

import com.kenai.jffi.Library;
import jnr.ffi.Platform;

/** Addresses of functions of the C library, for calls that take one. */
final class Symbol {
  private Symbol() {}

  /** Where a function starts. */
  static long address(String function) {
    Library library =
        Library.getCachedInstance(
            Platform.getNativePlatform().getStandardCLibraryName(), Library.LAZY);
    long address = library == null ? 0 : library.getSymbolAddress(function);
    if (address == 0) {
      throw new UnsatisfiedLinkError(function + ": " + Library.getLastError());
    }
    return address;
  }
}
