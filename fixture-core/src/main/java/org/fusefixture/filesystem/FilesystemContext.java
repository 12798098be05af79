package org.fusefixture.filesystem;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the constructor of a filesystem gets.
 *
 * @param backing a directory of the sandbox that belongs to this mount, empty at first
 * @param options from {@code @FuseMount(options = ...)}, by name
 * @param seed of every random choice of the filesystem
 */
public record FilesystemContext(Path backing, Map<String, String> options, long seed) {
  /**
   * Copies the options.
   *
   * @param backing an existing empty directory
   * @param options by name
   * @param seed of every random choice
   */
  public FilesystemContext {
    options = Map.copyOf(options);
  }

  /**
   * {@return the value of an option, if it was given}
   *
   * @param name of the option
   */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
