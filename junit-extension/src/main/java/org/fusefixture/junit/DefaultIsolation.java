package org.fusefixture.junit;

import java.util.Arrays;
import java.util.Locale;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Chooses an isolation where {@link FuseMount#isolation()} names none. */
final class DefaultIsolation {
  static final String PARAMETER = "fusefixture.isolation";

  private final ExtensionContext context;

  DefaultIsolation(ExtensionContext context) {
    this.context = context;
  }

  Isolation[] choose(boolean visible) {
    return new Isolation[] {
      context
          .getConfigurationParameter(PARAMETER)
          .map(DefaultIsolation::parse)
          .orElseGet(() -> available(visible))
    };
  }

  private static Isolation available(boolean visible) {
    SandboxKey container = new SandboxKey(Isolation.CONTAINER, Kernel.HOST, visible);
    return Preflight.shared().obstacle(container).isEmpty()
        ? Isolation.CONTAINER
        : Isolation.PROCESS;
  }

  private static Isolation parse(String value) {
    try {
      return Isolation.valueOf(value.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          PARAMETER
              + " is \""
              + value
              + "\", but must be one of "
              + Arrays.toString(Isolation.values()),
          e);
    }
  }
}
