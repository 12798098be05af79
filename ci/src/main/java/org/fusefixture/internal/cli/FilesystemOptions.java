package org.fusefixture.internal.cli;

import java.util.HashMap;
import java.util.Map;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.MountSpec;
import picocli.CommandLine.Option;

/** Which filesystem to mount. */
final class FilesystemOptions {
  @Option(
      names = "--filesystem",
      required = true,
      paramLabel = "F",
      converter = FilesystemOption.Converter.class,
      description =
          "memory, discard, mirror=DIR, faulty=DIR (docs/backing-directory.md), or the name of a"
              + " class on FUSE_FIXTURE_CLASS_PATH")
  private FilesystemOption filesystem;

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "for the filesystem; may be repeated")
  private Map<String, String> options = Map.of();

  /** Binary name of its class. */
  String className() {
    return filesystem.className();
  }

  /**
   * The filesystem with its options, those of {@code --option} before those of its name.
   *
   * @throws IllegalArgumentException if they cannot be
   */
  MountSpec mountedIn(TransferMode mode) {
    Map<String, String> all = new HashMap<>(filesystem.options());
    all.putAll(options);
    return MountSpec.of(filesystem.className(), mode).withOptions(all);
  }
}
