package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * The image of a container sandbox: a Java runtime, a shell and a few tools, built from the files
 * of this machine, without a registry. Its tag is a hash of its content, so an existing image is
 * reused.
 *
 * <p>It does not contain the class path, the sandbox and the guest kernel: {@code /class-path} and
 * {@code /guest} are filled for each container, {@code /run/fuse-fixture} is a tmpfs.
 */
final class SandboxImage {
  static final String JAVA = "/opt/java/bin/java";

  /**
   * With a registry, so that the client of Testcontainers does not ask its own engine for one,
   * which would write to the user's home.
   */
  private static final String REPOSITORY = "localhost/fuse-fixture/sandbox";

  /** Increased when the layout below changes. */
  private static final int LAYOUT = 2;

  private static final Object BUILDING = new Object();

  private SandboxImage() {}

  /**
   * Builds the image unless the engine has it.
   *
   * @return its name with the tag
   */
  static String provide(DockerClient client) {
    Map<String, Path> programs = ImageTools.programs();
    String tag = tag(programs);
    String name = REPOSITORY + ":" + tag;
    synchronized (BUILDING) {
      if (!exists(client, name)) {
        build(client, name, programs);
      }
    }
    return name;
  }

  static boolean exists(DockerClient client, String name) {
    try {
      client.inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Size and time stand for the content, since packages replace whole programs. */
  private static String tag(Map<String, Path> programs) {
    StringBuilder text =
        new StringBuilder().append(LAYOUT).append('\n').append(JavaRuntime.identity());
    new TreeMap<>(programs)
        .forEach(
            (name, path) -> {
              try {
                Path real = path.toRealPath();
                text.append('\n').append(name).append(' ').append(Files.size(real));
                text.append(' ').append(Files.getLastModifiedTime(real).toMillis());
              } catch (IOException e) {
                throw new SandboxFailedException("cannot look at " + path + ": " + e, e);
              }
            });
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  private static void build(DockerClient client, String name, Map<String, Path> programs) {
    Path work = null;
    try {
      work = Files.createTempDirectory("fuse-fixture-image");
      Path runtime = work.resolve("java");
      JavaRuntime.link(runtime);
      Path layer = work.resolve("layer.tar");
      write(layer, runtime, programs);
      Path archive = work.resolve("image.tar");
      ImageArchive.write(archive, layer, name);
      try (InputStream content = new BufferedInputStream(Files.newInputStream(archive))) {
        client.loadImageCmd(content).exec();
      }
      if (!exists(client, name)) {
        throw new SandboxFailedException(
            "the engine loaded the image " + name + ", but does not have it");
      }
    } catch (IOException e) {
      throw new SandboxFailedException("cannot build the image: " + e, e);
    } finally {
      if (work != null) {
        remove(work);
      }
    }
  }

  private static void write(Path archive, Path runtime, Map<String, Path> programs)
      throws IOException {
    List<Path> binaries = binaries(programs, runtime);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
        TarStream tar = new TarStream(out)) {
      tar.directory("usr/bin", 0755);
      tar.link("bin", "usr/bin");
      tar.link("sbin", "usr/bin");
      for (String directory :
          List.of("proc", "sys", "dev", "run/fuse-fixture", "class-path", "guest")) {
        tar.directory(directory, 0755);
      }
      tar.directory("tmp", 01777);
      tar.file("etc/passwd", text("root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n"));
      tar.file("etc/group", text("root:x:0:\nnogroup:x:65534:\n"));
      for (Map.Entry<String, Path> program : programs.entrySet()) {
        tar.file("usr/bin/" + program.getKey(), program.getValue());
      }
      for (Path library : ImageTools.libraries(binaries, runtime)) {
        tar.file(library.toString(), library);
      }
      tar.tree("opt/java", runtime);
    }
  }

  private static List<Path> binaries(Map<String, Path> programs, Path runtime) throws IOException {
    List<Path> binaries = new ArrayList<>(programs.values());
    binaries.add(runtime.resolve("bin/java"));
    try (Stream<Path> files = Files.walk(runtime)) {
      files.filter(file -> file.toString().endsWith(".so")).forEach(binaries::add);
    }
    return binaries;
  }

  /**
   * Programs and libraries in the image, by their absolute paths there, as files of this machine.
   */
  static Map<String, Path> contents() {
    return Contents.FILES;
  }

  private static final class Contents {
    private static final Map<String, Path> FILES = find();

    /** The runtime in the image is a part of this JVM's. */
    private static Map<String, Path> find() {
      Map<String, Path> programs = ImageTools.programs();
      Map<String, Path> files = new TreeMap<>();
      programs.forEach((name, path) -> files.put("/usr/bin/" + name, path));
      try {
        Path runtime = Path.of(System.getProperty("java.home"));
        for (Path library : ImageTools.libraries(binaries(programs, runtime), runtime)) {
          files.put(library.toString(), library);
        }
      } catch (IOException e) {
        throw new SandboxFailedException("cannot look at this JVM's files: " + e, e);
      }
      return files;
    }
  }

  private static byte[] text(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SandboxFailedException("cannot remove " + directory + ": " + e, e);
    }
  }

  /**
   * An image of one layer in the format of {@code docker load} (Docker Image Specification v1.2):
   * {@code manifest.json}, a configuration, and the layer. ({@code docker import} would be simpler,
   * but docker-java 3.7.1 does not send the content with it.)
   */
  static final class ImageArchive {
    private ImageArchive() {}

    /**
     * @param target gets the archive
     * @param layer tar archive of the root directory
     * @param name of the image, with a tag
     */
    static void write(Path target, Path layer, String name) throws IOException {
      String configuration =
          "{\"architecture\":\""
              + architecture()
              + "\",\"os\":\"linux\",\"created\":\"1970-01-01T00:00:00Z\","
              + "\"config\":{\"Env\":[\"PATH=/usr/bin\"],"
              + "\"Labels\":{\"org.fusefixture\":\"sandbox\"}},"
              + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
              + sha256(layer)
              + "\"]}}";
      String manifest =
          "[{\"Config\":\"config.json\",\"RepoTags\":[\""
              + name
              + "\"],\"Layers\":[\"layer.tar\"]}]";
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
          TarStream tar = new TarStream(out)) {
        tar.file("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        tar.file("config.json", configuration.getBytes(StandardCharsets.UTF_8));
        tar.file("layer.tar", layer);
      }
    }

    /** In Go's words. */
    private static String architecture() {
      String name = System.getProperty("os.arch");
      return switch (name) {
        case "x86_64" -> "amd64";
        case "aarch64" -> "arm64";
        default -> name;
      };
    }

    /** Of a file. */
    private static String sha256(Path file) throws IOException {
      MessageDigest digest;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every Java has SHA-256
      }
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
