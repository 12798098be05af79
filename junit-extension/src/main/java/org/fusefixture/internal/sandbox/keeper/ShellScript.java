package org.fusefixture.internal.sandbox.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A script that is a resource and runs as {@code sh -c TEXT}: nothing is installed.
 *
 * @param text POSIX sh
 */
public record ShellScript(String text) {
  /** A resource beside a class. */
  public static ShellScript beside(Class<?> owner, String name) {
    try (InputStream script = owner.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(
            "the script " + name + " of " + owner.getName() + " is missing from the class path");
      }
      return new ShellScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script " + name, e);
    }
  }

  /** This after the functions for visible mounts. */
  public ShellScript withSharedMounts() {
    return new ShellScript(beside(ShellScript.class, "shared-mounts.sh").text() + text);
  }
}
