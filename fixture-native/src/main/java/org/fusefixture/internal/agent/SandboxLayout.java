package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fusefixture.internal.mount.MountInfo;

/**
 * The directories of a sandbox, on a tmpfs of its own so that all of it goes with the mount
 * namespace:
 *
 * <pre>
 *   mnt/ID        mount points
 *   backing/ID    what filesystems store
 *   tmp           java.io.tmpdir of the agent and of the servers
 *   helpers       what takes the place of fusermount3(1), once a program was mounted
 * </pre>
 */
final class SandboxLayout {
  private static final int MOUNT_SECONDS = 10;

  private final Path root;

  SandboxLayout(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * Mounts the tmpfs, unless the launcher did, and makes the directories.
   *
   * @throws IllegalStateException which says what the launcher should do
   */
  void prepare() {
    try {
      Files.createDirectories(root);
      if (MountInfo.at(root).isEmpty()) {
        mountTmpfs();
      }
      Files.createDirectories(root.resolve("mnt"));
      Files.createDirectories(root.resolve("backing"));
      Files.createDirectories(temporary());
    } catch (IOException e) {
      throw new IllegalStateException("cannot prepare the sandbox below " + root + ": " + e, e);
    }
  }

  Path root() {
    return root;
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path helpers() {
    return root.resolve("helpers");
  }

  Path mountPoint(int mount) {
    return root.resolve("mnt").resolve(Integer.toString(mount));
  }

  Path backing(int mount) {
    return root.resolve("backing").resolve(Integer.toString(mount));
  }

  /** What is below {@code mnt/} and {@code backing/}; does not look into mounts. */
  List<String> leftovers() {
    List<String> found = new ArrayList<>();
    for (String directory : List.of("mnt", "backing")) {
      try (Stream<Path> entries = Files.list(root.resolve(directory))) {
        entries.map(Path::toString).sorted().forEach(found::add);
      } catch (IOException e) {
        found.add(directory + ": " + e);
      }
    }
    return found;
  }

  /** Removes a directory and what is in it; never to be called on a mount point in use. */
  static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** By mount(8): the native library that makes system calls is itself extracted to the tmpfs. */
  private void mountTmpfs() throws IOException {
    List<String> command =
        List.of("mount", "-t", "tmpfs", "-o", "mode=0755", "fuse-fixture", root.toString());
    Process mount;
    try {
      mount = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalStateException(
          root
              + " is no mount point, and there is no mount(8) to make it one: let the launcher"
              + " mount a tmpfs there",
          e);
    }
    try {
      if (!mount.waitFor(MOUNT_SECONDS, TimeUnit.SECONDS)) {
        mount.destroyForcibly();
        throw new IllegalStateException(command + " did not end within " + MOUNT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      mount.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + " was interrupted", e);
    }
    if (mount.exitValue() != 0) {
      String output =
          new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      throw new IllegalStateException(
          command
              + " failed: "
              + output
              + "; the agent needs CAP_SYS_ADMIN in a mount namespace of its own");
    }
  }
}
