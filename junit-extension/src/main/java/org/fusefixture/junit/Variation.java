package org.fusefixture.junit;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxKey.KernelParameter;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * One way to run a test.
 *
 * @param parameters of the patched kernel that are switched on
 */
record Variation(
    TransferMode mode, Isolation isolation, Kernel kernel, Set<KernelParameter> parameters) {
  /** With no parameter switched on. */
  Variation(TransferMode mode, Isolation isolation, Kernel kernel) {
    this(mode, isolation, kernel, Set.of());
  }

  /** The sandbox that it needs. */
  SandboxKey sandbox(boolean visible) {
    return new SandboxKey(isolation, kernel, visible, parameters);
  }

  /** As it stands behind the name of a test. */
  String label() {
    String switchedOn =
        parameters.stream()
            .map(parameter -> ", " + parameter.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return "[" + mode + ", " + isolation + ", " + kernel + switchedOn + "]";
  }
}
