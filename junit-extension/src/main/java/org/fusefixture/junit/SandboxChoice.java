package org.fusefixture.junit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The sandboxes that a test run is limited to, from the configuration parameters {@code
 * fusefixture.isolation} and {@code fusefixture.kernel}.
 *
 * @param isolations that the run may use; empty permits all
 * @param kernels that the run may use; empty permits all
 */
record SandboxChoice(Set<Isolation> isolations, Set<Kernel> kernels) {
  static final String ISOLATION = "fusefixture.isolation";
  static final String KERNEL = "fusefixture.kernel";

  static SandboxChoice of(ExtensionContext context) {
    return new SandboxChoice(
        parse(context, ISOLATION, Isolation.class), parse(context, KERNEL, Kernel.class));
  }

  boolean admits(Variation variation) {
    return (isolations.isEmpty() || isolations.contains(variation.isolation()))
        && (kernels.isEmpty() || kernels.contains(variation.kernel()));
  }

  /** The isolations for a test that names none. */
  Isolation[] defaultIsolations(boolean visible) {
    return isolations.isEmpty()
        ? new Isolation[] {available(visible)}
        : isolations.toArray(Isolation[]::new);
  }

  @Override
  public String toString() {
    return ISOLATION + "=" + text(isolations) + ", " + KERNEL + "=" + text(kernels);
  }

  private static Isolation available(boolean visible) {
    SandboxKey container = new SandboxKey(Isolation.CONTAINER, Kernel.HOST, visible);
    return Preflight.shared().obstacle(container).isEmpty()
        ? Isolation.CONTAINER
        : Isolation.PROCESS;
  }

  private static <E extends Enum<E>> Set<E> parse(
      ExtensionContext context, String parameter, Class<E> type) {
    Set<E> values = EnumSet.noneOf(type);
    for (String part : context.getConfigurationParameter(parameter).orElse("").split(",")) {
      String name = part.trim().toUpperCase(Locale.ROOT);
      if (!name.isEmpty()) {
        values.add(parse(name, part.trim(), parameter, type));
      }
    }
    return values;
  }

  private static <E extends Enum<E>> E parse(
      String name, String given, String parameter, Class<E> type) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          parameter
              + " names \""
              + given
              + "\"; it takes a list of "
              + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
              + ", for example "
              + parameter
              + "="
              + type.getEnumConstants()[0].name().toLowerCase(Locale.ROOT),
          e);
    }
  }

  private static String text(Set<?> values) {
    return values.isEmpty()
        ? "any"
        : String.join(",", values.stream().map(Object::toString).toList()).toLowerCase(Locale.ROOT);
  }
}
