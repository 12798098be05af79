package org.fusefixture.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.cli.FailureHandler.UnavailableException;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.mount.Program;
import org.fusefixture.sample.memory.DiscardingFileSystem;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options for the filesystem to mount. */
final class MountedFilesystemOptions {
  @Option(
      names = "--filesystem",
      paramLabel = "F",
      converter = FilesystemOption.Converter.class,
      description =
          "memory, discard, mirror=DIR, faulty=DIR (docs/backing-directory.md), or the name of a"
              + " class on FUSE_FIXTURE_CLASS_PATH")
  private FilesystemOption filesystem;

  @Option(
      names = "--program",
      paramLabel = "'PROGRAM ARGUMENTS'",
      converter = ProgramConverter.class,
      description =
          "a program that is the filesystem, in place of --filesystem: its command line as one"
              + " word, with {mountpoint}, and perhaps {backing}, where they belong"
              + " (docs/programs.md)")
  private Program program;

  @Option(
      names = "--program-env",
      paramLabel = "NAME=VALUE",
      description = "a variable of the program's environment; may be repeated")
  private Map<String, String> environment = Map.of();

  @Option(
      names = "--program-user",
      paramLabel = "UID:GID",
      description = "whom the program runs as; default: root without CAP_SYS_ADMIN")
  private String user;

  @Option(
      names = "--program-helper",
      paramLabel = "PATH",
      description =
          "a program that it calls in the place of fusermount3, as mergerfs calls"
              + " mergerfs-fusermount; may be repeated")
  private List<String> helpers = List.of();

  @Option(
      names = "--program-file",
      paramLabel = "PATH",
      description =
          "a file or directory of this machine that the program needs in a container, beside itself,"
              + " its helpers and their shared libraries; may be repeated")
  private List<Path> files = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "an option of the filesystem; may be repeated")
  private Map<String, String> options = Map.of();

  /** What it is called in a report. */
  String name() {
    return isProgram() ? program.toString() : filesystem.className();
  }

  /** Whether it is a program. */
  boolean isProgram() {
    return program != null;
  }

  /**
   * The filesystem with its options; those of {@code --option} override those of its name.
   *
   * @throws IllegalArgumentException if an option is invalid
   */
  MountSpec mountedIn(TransferMode mode) {
    if ((filesystem == null) == (program == null)) {
      throw new ParameterException(
          spec.commandLine(), "give either --filesystem or --program, to say what to mount");
    }
    if (program != null) {
      List<String> absolute =
          files.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
      return MountSpec.of(
              program
                  .withEnvironment(environment)
                  .withUser(user)
                  .withHelpers(helpers)
                  .withFiles(absolute))
          .withMode(mode)
          .withOptions(options);
    }
    if (!environment.isEmpty() || user != null || !helpers.isEmpty() || !files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--program-env, --program-user, --program-helper and --program-file need --program");
    }
    Map<String, String> all = new HashMap<>(filesystem.options());
    all.putAll(options);
    return MountSpec.of(filesystem.className(), mode).withOptions(all);
  }

  /**
   * The same, as tests mount it.
   *
   * @throws IllegalArgumentException if an option is invalid
   * @throws UnavailableException if the filesystem is no class of the class path
   */
  FilesystemMount mount(TransferMode mode) {
    MountSpec asked = mountedIn(mode);
    FilesystemMount mount =
        asked.program() != null
            ? FilesystemMount.of(asked.program())
            : FilesystemMount.of(filesystem.type());
    for (Map.Entry<String, String> option : asked.options().entrySet()) {
      mount = mount.withOption(option.getKey(), option.getValue());
    }
    return mount.withMode(mode);
  }

  /** For picocli: quotes as in a shell, nothing else of it. */
  static final class ProgramConverter implements ITypeConverter<Program> {
    @Override
    public Program convert(String text) {
      try {
        return Program.of(CommandLineUtils.translateCommandline(text));
      } catch (Exception e) { // declared by the library so
        throw new TypeConversionException(e.getMessage());
      }
    }
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

    Class<? extends FuseFilesystem> type() {
      try {
        return Class.forName(className, false, FilesystemOption.class.getClassLoader())
            .asSubclass(FuseFilesystem.class);
      } catch (ClassNotFoundException | LinkageError e) {
        throw new UnavailableException(
            "the class "
                + className
                + " cannot be loaded ("
                + e
                + "): put its jar or folder on FUSE_FIXTURE_CLASS_PATH",
            e);
      } catch (ClassCastException e) {
        throw new UnavailableException(
            "the class " + className + " does not implement " + FuseFilesystem.class.getName(), e);
      }
    }

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
