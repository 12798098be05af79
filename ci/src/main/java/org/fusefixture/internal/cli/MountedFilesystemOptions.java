package org.fusefixture.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.sample.memory.DiscardingFileSystem;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for the filesystem to mount. */
final class MountedFilesystemOptions {
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
      description = "an option of the filesystem; may be repeated")
  private Map<String, String> options = Map.of();

  /** Binary name of its class. */
  String className() {
    return filesystem.className();
  }

  /**
   * The filesystem with its options; those of {@code --option} override those of its name.
   *
   * @throws IllegalArgumentException if an option is invalid
   */
  MountSpec mountedIn(TransferMode mode) {
    Map<String, String> all = new HashMap<>(filesystem.options());
    all.putAll(options);
    return MountSpec.of(filesystem.className(), mode).withOptions(all);
  }

  /**
   * A filesystem as it is named on the command line.
   *
   * @param className binary name of a class on the class path
   * @param options for its constructor
   */
  record FilesystemOption(String className, Map<String, String> options) {
    private static final String MIRROR = "mirror=";
    private static final String FAULTY = "faulty=";

    static FilesystemOption parse(String text) {
      if (text.equals("memory")) {
        return new FilesystemOption(MemoryFileSystem.class.getName(), Map.of());
      }
      if (text.equals("discard")) {
        return new FilesystemOption(DiscardingFileSystem.class.getName(), Map.of());
      }
      if (text.startsWith(MIRROR)) {
        return on(MirrorFileSystem.class, MIRROR, text);
      }
      if (text.startsWith(FAULTY)) {
        return on(FaultyDirectory.class, FAULTY, text);
      }
      if (!text.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)+")) {
        throw new TypeConversionException(
            "\""
                + text
                + "\" is not a filesystem: expected memory, discard, mirror=DIR, faulty=DIR, or the"
                + " full name of a class");
      }
      return new FilesystemOption(text, Map.of());
    }

    private static FilesystemOption on(Class<?> filesystem, String prefix, String text) {
      Path directory = Path.of(text.substring(prefix.length())).toAbsolutePath().normalize();
      if (text.length() == prefix.length() || !Files.isDirectory(directory)) {
        throw new TypeConversionException(
            prefix + "DIR needs an existing directory: \"" + directory + "\" does not exist");
      }
      return new FilesystemOption(filesystem.getName(), Map.of("directory", directory.toString()));
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<FilesystemOption> {
      @Override
      public FilesystemOption convert(String text) {
        return parse(text);
      }
    }
  }
}
