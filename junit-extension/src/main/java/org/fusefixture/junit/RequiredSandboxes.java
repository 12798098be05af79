package org.fusefixture.junit;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The kinds of sandboxes whose absence fails tests instead of aborting them, so that a pipeline
 * knows that they were there.
 *
 * @param names of {@code process}, {@code container} and {@code patched}
 */
record RequiredSandboxes(Set<String> names) {
  static final String PARAMETER = "fusefixture.require";
  private static final String VARIABLE = "FUSE_FIXTURE_REQUIRE";
  private static final String PATCHED = "patched";
  private static final Set<String> KNOWN = Set.of("process", "container", PATCHED);

  static RequiredSandboxes of(ExtensionContext context) {
    return parse(
        context
            .getConfigurationParameter(PARAMETER)
            .orElseGet(() -> System.getenv().getOrDefault(VARIABLE, "")));
  }

  static RequiredSandboxes parse(String list) {
    Set<String> names = new TreeSet<>();
    for (String part : list.split(",")) {
      String name = part.trim().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        continue;
      }
      if (!KNOWN.contains(name)) {
        throw new ExtensionConfigurationException(
            PARAMETER + " names \"" + name + "\"; known are " + new TreeSet<>(KNOWN));
      }
      names.add(name);
    }
    return new RequiredSandboxes(names);
  }

  /**
   * The patched kernel in a container needs both. That the host's kernel has no user pages is no
   * lack of a sandbox: no released kernel has them.
   */
  boolean require(Variation variation) {
    boolean isolation = names.contains(variation.isolation().name().toLowerCase(Locale.ROOT));
    if (variation.kernel() == Kernel.HOST) {
      return isolation && variation.mode() != TransferMode.SPLICE_USER_PAGES;
    }
    return names.contains(PATCHED) && (isolation || variation.isolation() == Isolation.PROCESS);
  }
}
