package org.fusefixture.internal.sandbox.guest;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * What a user can set for guests: by a system property, or else by an environment variable.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code fusefixture.guest.memory}, {@code FUSE_FIXTURE_GUEST_MEMORY}</td>
 *     <td>memory, at least 512M; default 3G</td></tr>
 * <tr><td>{@code fusefixture.guest.seconds}, {@code FUSE_FIXTURE_GUEST_SECONDS}</td>
 *     <td>seconds until a guest is killed; 0 for never; default 7200</td></tr>
 * </table>
 */
public final class GuestSettings {
  private static final Setting MEMORY =
      new Setting("fusefixture.guest.memory", "FUSE_FIXTURE_GUEST_MEMORY", "3G");
  private static final Setting SECONDS =
      new Setting("fusefixture.guest.seconds", "FUSE_FIXTURE_GUEST_SECONDS", "7200");

  /** The agent may use 512 MiB of heap; a guest too small for a JVM dies in odd ways. */
  private static final long LEAST_MEMORY = 512L << 20;

  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;

  GuestSettings(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** The settings of this JVM. */
  public static GuestSettings current() {
    return new GuestSettings(System::getProperty, System::getenv);
  }

  /**
   * As options of a guest.
   *
   * @throws SandboxFailedException if a setting is invalid; the message names it
   */
  public GuestOptions options() {
    Given memory = MEMORY.find(properties, environment);
    Given seconds = SECONDS.find(properties, environment);
    GuestOptions options;
    try {
      options = GuestOptions.of(memory.value, seconds(seconds));
    } catch (IllegalArgumentException e) {
      throw new SandboxFailedException(memory.name + ": " + e.getMessage(), e);
    }
    if (options.memoryBytes() < LEAST_MEMORY) {
      throw new SandboxFailedException(
          memory.name
              + " is "
              + memory.value
              + ", but a guest with a JVM needs 512M at least: set it to 512M or more");
    }
    return options;
  }

  private static Duration seconds(Given given) {
    if (!given.value.matches("[0-9]{1,9}")) {
      throw new SandboxFailedException(
          given.name
              + " is \""
              + given.value
              + "\", but must be a whole number of seconds, or 0 for no limit");
    }
    return Duration.ofSeconds(Long.parseLong(given.value));
  }

  private record Setting(String property, String variable, String otherwise) {
    Given find(UnaryOperator<String> properties, UnaryOperator<String> environment) {
      String value = properties.apply(property);
      if (value != null) {
        return new Given(property, value.trim());
      }
      value = environment.apply(variable);
      return new Given(variable, value == null || value.isBlank() ? otherwise : value.trim());
    }
  }

  private record Given(String name, String value) {}
}
