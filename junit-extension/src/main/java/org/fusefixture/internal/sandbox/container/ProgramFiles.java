package org.fusefixture.internal.sandbox.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.mount.Program;

/**
 * What a program under test needs of this machine in a container: its own file, helpers and further
 * files, with all that these need in turn, shared libraries and interpreters.
 */
final class ProgramFiles {
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  /** PATH of the image, and what leads there. */
  private static final List<String> IMAGE_PATH = List.of("/usr/bin", "/bin", "/sbin");

  private static final List<String> COVERED =
      List.of("/dev/", "/proc/", "/sys/", SandboxContainer.ROOT + "/");

  /** Where the loader finds libraries beside its usual directories, see ld.so(8). */
  private static final Path LOADER_CACHE = Path.of("/etc/ld.so.cache");

  private static final int LONGEST_LINE = 255; // BINPRM_BUF_SIZE of binfmts.h, Linux 6.12
  private static final String ELF = "\177ELF";
  private static final String SCRIPT = "#!";

  private final Map<String, Path> image;
  private final String path;
  private final Map<String, Path> found = new LinkedHashMap<>();
  private final List<Path> binaries = new ArrayList<>();

  private ProgramFiles(Map<String, Path> image, String path) {
    this.image = image;
    this.path = path;
  }

  /**
   * Finds them. What is not there is left out: the sandbox says what it misses.
   *
   * @param image what the container has already, by its path there
   */
  static ContainerFiles of(Program program, Map<String, Path> image) throws IOException {
    String path =
        program
            .environment()
            .getOrDefault("PATH", System.getenv().getOrDefault("PATH", DEFAULT_PATH));
    ProgramFiles files = new ProgramFiles(image, path);
    files.addProgram(program.arguments().get(0), program.directory());
    for (String helper : program.helpers()) {
      files.add(Path.of(helper));
    }
    for (String file : program.files()) {
      files.add(Path.of(file));
    }
    if (!files.binaries.isEmpty()) {
      for (Path library : ImageTools.libraries(files.binaries, program.environment())) {
        files.put(library);
      }
      files.put(LOADER_CACHE);
    }
    ContainerFiles copied = new ContainerFiles();
    files.found.forEach(copied::add);
    return copied;
  }

  private void addProgram(String name, String directory) throws IOException {
    if (name.contains("/")) {
      Path program = directory == null ? Path.of(name) : Path.of(directory).resolve(name);
      if (program.isAbsolute()) {
        add(program.normalize());
      }
      return;
    }
    Optional<Path> program = onPath(name);
    if (program.isPresent()) {
      add(program.get());
      if (!IMAGE_PATH.contains(program.get().getParent().toString())) {
        found.put("/usr/bin/" + name, program.get()); // where it is found by its name
      }
    }
  }

  private Optional<Path> onPath(String name) {
    return Arrays.stream(path.split(":"))
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> Path.of(directory, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private void add(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      addFile(file);
      return;
    }
    try (Stream<Path> below = Files.walk(file)) {
      for (Path inside : below.filter(Files::isRegularFile).toList()) {
        addFile(inside);
      }
    }
  }

  private void addFile(Path file) throws IOException {
    if (!put(file)) {
      return;
    }
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(LONGEST_LINE), StandardCharsets.ISO_8859_1);
    }
    if (start.startsWith(ELF)) {
      binaries.add(file);
    } else if (start.startsWith(SCRIPT) && Files.isExecutable(file)) {
      addInterpreter(start.substring(SCRIPT.length()).lines().findFirst().orElse("").strip());
    }
  }

  /** As in "#!/usr/bin/env python3": a program, and what env(1) looks for. */
  private void addInterpreter(String line) throws IOException {
    String[] words = line.split("\\s+");
    if (!line.startsWith("/")) {
      return;
    }
    add(Path.of(words[0]));
    if (words[0].endsWith("/env")) {
      Optional<String> name =
          Arrays.stream(words)
              .skip(1)
              .filter(word -> !word.startsWith("-") && !word.contains("="))
              .findFirst();
      if (name.isPresent()) {
        addProgram(name.get(), null);
      }
    }
  }

  /** Whether it is there, and is new to the container. */
  private boolean put(Path file) throws IOException {
    String name = nameInContainer(file);
    Path there = image.get(name);
    if (!Files.isRegularFile(file) || there != null && Files.isSameFile(there, file)) {
      return false;
    }
    if (COVERED.stream().anyMatch(name::startsWith)) {
      throw new SandboxFailedException(
          file + " has no place in a container, which mounts something else there: move it");
    }
    return found.put(name, file) == null;
  }

  /**
   * In the image, /bin and /sbin lead to /usr/bin, and a copied directory must not replace them.
   */
  private static String nameInContainer(Path file) {
    String parent = file.getParent().toString();
    return parent.equals("/bin") || parent.equals("/sbin")
        ? "/usr/bin/" + file.getFileName()
        : file.toString();
  }
}
