package org.fusefixture.filesystem;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a filesystem is constructed with.
 *
 * @param backing a directory of the sandbox that belongs to this mount, empty at first
 * @param options from {@code @FuseMount(options = ...)}, by name
 * @param seed for everything that the filesystem draws by chance
 */
public record FilesystemContext(Path backing, Map<String, String> options, long seed) {
  public FilesystemContext {
    options = Map.copyOf(options);
  }

  /** The value of an option, if it was given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
