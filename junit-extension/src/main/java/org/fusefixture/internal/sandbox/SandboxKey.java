package org.fusefixture.internal.sandbox;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * The properties of a sandbox. Requests with equal keys share one sandbox.
 *
 * @param visible whether mounts can be visible at a path of the host
 * @param parameters of the patched kernel that are switched on; empty with the host's
 */
public record SandboxKey(
    Isolation isolation, Kernel kernel, boolean visible, Set<KernelParameter> parameters) {
  /**
   * @throws IllegalArgumentException if parameters are given for the host kernel, which has none
   *     and is shared with others
   */
  public SandboxKey {
    Objects.requireNonNull(isolation, "isolation");
    Objects.requireNonNull(kernel, "kernel");
    parameters = ordered(parameters);
    if (kernel == Kernel.HOST && !parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "the host kernel has no parameters " + names(parameters) + ": use the patched kernel");
    }
  }

  /** With no parameter switched on. */
  public SandboxKey(Isolation isolation, Kernel kernel, boolean visible) {
    this(isolation, kernel, visible, Set.of());
  }

  /** The key of a sandbox whose mounts stay inside, with no parameter switched on. */
  public static SandboxKey of(Isolation isolation, Kernel kernel) {
    return new SandboxKey(isolation, kernel, false);
  }

  /** A copy with this value of {@code visible}. */
  public SandboxKey withVisible(boolean value) {
    return new SandboxKey(isolation, kernel, value, parameters);
  }

  /** A copy with exactly these parameters switched on. */
  public SandboxKey withParameters(Set<KernelParameter> value) {
    return new SandboxKey(isolation, kernel, visible, value);
  }

  /**
   * The arguments of the guest's kernel command line, for example {@code fuse.force_user_pages=1}.
   */
  public List<String> kernelArguments() {
    return parameters.stream().map(KernelParameter::argument).toList();
  }

  /** For a person: "process sandbox on the host kernel". */
  public String describe() {
    return isolation.name().toLowerCase(Locale.ROOT)
        + " sandbox on the "
        + kernel.name().toLowerCase(Locale.ROOT)
        + " kernel"
        + (parameters.isEmpty() ? "" : " with " + names(parameters))
        + (visible ? ", visible on the host" : "");
  }

  /** Sorted by constant, so that texts and command lines do not vary. */
  private static Set<KernelParameter> ordered(Set<KernelParameter> parameters) {
    return parameters.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(EnumSet.copyOf(parameters));
  }

  private static String names(Set<KernelParameter> parameters) {
    return parameters.stream().map(KernelParameter::argument).collect(Collectors.joining(", "));
  }

  /**
   * Parameters of the patched kernel's FUSE module that can be switched on at the boot of a guest,
   * as {@code fuse.NAME=1} (patch 0002 and docs/kernel.md). Each holds for a whole guest, so tests
   * with different ones get different guests.
   */
  public enum KernelParameter {
    /** A server with CAP_SYS_ADMIN receives the client's pages without asking for them. */
    FORCE_USER_PAGES,

    /** An access to a client's pages after the reply is counted and fails: ESTALE. */
    REFUSE_LATE_ACCESS,

    /** Bit 43 is offered but has no effect, as on a kernel that uses the bit for something else. */
    OFFER_USER_PAGES_FLAG_ONLY;

    private static final String MODULE = "fuse.";

    /** Its name on the kernel's command line, for example {@code fuse.refuse_late_access}. */
    public String fullName() {
      return MODULE + name().toLowerCase(Locale.ROOT);
    }

    /** The argument of the kernel command line that switches it on. */
    public String argument() {
      return fullName() + "=1";
    }

    /**
     * From an argument of the kernel's command line that switches one on.
     *
     * @param text for example {@code fuse.refuse_late_access=1}
     * @throws IllegalArgumentException that names the known parameters; the kernel itself would
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
              + "\" is not a parameter of the patched kernel: expected one of "
              + Arrays.stream(values())
                  .map(KernelParameter::argument)
                  .collect(Collectors.joining(", ")));
    }
  }
}
