package org.fusefixture.internal.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Parameters of the patched kernel's FUSE module that can be switched on at the boot of a guest, as
 * {@code fuse.NAME=1} (patch 0002 and docs/kernel.md). Each holds for a whole guest, so tests with
 * different ones get different guests.
 */
public enum KernelParameter {
  /** A server with CAP_SYS_ADMIN gets the client's pages without asking for it. */
  FORCE_USER_PAGES,

  /** An access to a client's pages after the reply is counted and fails: ESTALE. */
  REFUSE_LATE_ACCESS,

  /** Bit 43 is offered and means nothing, as on a kernel that uses the bit for something else. */
  OFFER_USER_PAGES_FLAG_ONLY;

  private static final String MODULE = "fuse.";

  /** Its name on the kernel's command line, for example {@code fuse.refuse_late_access}. */
  public String fullName() {
    return MODULE + name().toLowerCase(Locale.ROOT);
  }

  /** What the kernel's command line takes to switch it on. */
  public String argument() {
    return fullName() + "=1";
  }

  /**
   * From an argument of the kernel's command line that switches one on.
   *
   * @param text for example {@code fuse.refuse_late_access=1}
   * @throws IllegalArgumentException that names those that there are; the kernel itself would
   *     ignore an unknown one
   */
  public static KernelParameter parse(String text) {
    for (KernelParameter parameter : values()) {
      if (parameter.argument().equals(text)) {
        return parameter;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no parameter of the patched kernel; there are "
            + Arrays.stream(values())
                .map(KernelParameter::argument)
                .collect(Collectors.joining(", "))
            + ", and all are off unless they are given");
  }
}
