package org.fusefixture.internal.sandbox;

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
 * Tells sandboxes apart: requests with equal keys share one.
 *
 * @param visible whether mounts can be made to appear at a path of the host
 * @param parameters of the patched kernel that are switched on; empty with the host's
 */
public record SandboxKey(
    Isolation isolation, Kernel kernel, boolean visible, Set<KernelParameter> parameters) {
  /**
   * @throws IllegalArgumentException if parameters are given for the host's kernel, which has none
   *     and belongs to others as well
   */
  public SandboxKey {
    Objects.requireNonNull(isolation, "isolation");
    Objects.requireNonNull(kernel, "kernel");
    parameters = ordered(parameters);
    if (kernel == Kernel.HOST && !parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "the host's kernel has no parameters "
              + names(parameters)
              + ": only the patched one has, so ask for that");
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

  /** The same, but with mounts that can appear on the host. */
  public SandboxKey withVisible(boolean value) {
    return new SandboxKey(isolation, kernel, value, parameters);
  }

  /** The same, but with these parameters of its kernel switched on. */
  public SandboxKey withParameters(Set<KernelParameter> value) {
    return new SandboxKey(isolation, kernel, visible, value);
  }

  /**
   * What the kernel's command line of a guest takes, for example {@code fuse.force_user_pages=1}.
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

  /** In the order of the constants, so that texts and command lines are always the same. */
  private static Set<KernelParameter> ordered(Set<KernelParameter> parameters) {
    return parameters.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(EnumSet.copyOf(parameters));
  }

  private static String names(Set<KernelParameter> parameters) {
    return parameters.stream().map(KernelParameter::argument).collect(Collectors.joining(", "));
  }
}
