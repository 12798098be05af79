package org.fusefixture.internal.sandbox.archive;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.internal.sandbox.archive.ArchiveCache.ArchiveFolder;

/**
 * Creates an archive: first the jar; then a training run, in which the main parts of an agent and a
 * server start and list the classes they load; then the archive of these classes. All of it at low
 * priority, and by one process at a time. Files get their names only when they are complete.
 */
final class ArchiveMaker {
  /** By its name, as the code of the agent does not run here. */
  static final String TRAINING_RUN = "org.fusefixture.internal.agent.CdsTrainingRun";

  /** The JDK's own list of commonly loaded classes. */
  private static final String COMMON_CLASSES = "lib/classlist";

  /** Prefixes for a mount namespace of its own: for root, and for other users. */
  private static final List<List<String>> MOUNT_NAMESPACES =
      List.of(
          List.of("unshare", "--mount"),
          List.of("unshare", "--user", "--map-root-user", "--mount"));

  private final ArchiveFolder folder;
  private final BackgroundJava java = new BackgroundJava();

  ArchiveMaker(ArchiveFolder folder) {
    this.folder = folder;
  }

  /** Returns when the archive exists, is impossible, or is being created by another process. */
  void make() {
    try {
      Files.createDirectories(folder.path());
      ArchiveSweep.of(folder.path().getParent()).run();
      try (FileChannel channel =
              FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock != null && !folder.isComplete()) {
          makeAlone();
        }
      }
    } catch (IOException | RuntimeException e) {
      return; // also OverlappingFileLockException: another thread is creating it
    }
  }

  private void makeAlone() throws IOException {
    Path temporary = Files.createTempDirectory(folder.path(), "making-");
    try {
      Path jar = temporary.resolve("classes.jar");
      ClassJar.write(folder.sources().entries(), jar);
      publish(jar, folder.jar()); // first: the archive remembers path and time of its jar
      List<String> classes = train(temporary);
      Path archive = temporary.resolve("classes.jsa");
      dump(Files.write(temporary.resolve("classes.lst"), classes), archive);
      publish(archive, folder.archive());
    } catch (ArchiveFailedException e) {
      Files.writeString(folder.failure(), e.getMessage());
    } finally {
      ArchiveSweep.remove(temporary);
    }
  }

  /** The class lists of all processes of the training run, and the JDK's own list. */
  private List<String> train(Path temporary) throws IOException {
    Path lists = Files.createDirectory(temporary.resolve("lists"));
    boolean trained = false;
    for (List<String> namespace : MOUNT_NAMESPACES) {
      trained = trained || train(temporary, lists, namespace, "mount");
    }
    if (!trained && !train(temporary, lists, List.of(), "no mount")) {
      throw new ArchiveFailedException("the training run failed");
    }
    Set<String> classes = new LinkedHashSet<>();
    Path common = Path.of(System.getProperty("java.home")).resolve(COMMON_CLASSES);
    if (Files.exists(common)) {
      classes.addAll(Files.readAllLines(common));
    }
    try (DirectoryStream<Path> written = Files.newDirectoryStream(lists)) {
      for (Path list : written) {
        classes.addAll(Files.readAllLines(list));
      }
    }
    return List.copyOf(classes);
  }

  /** Whether the run succeeded. %p is replaced by the process number. */
  private boolean train(Path temporary, Path lists, List<String> namespace, String how)
      throws IOException {
    return java.run(
        namespace,
        "-XX:+UseSerialGC",
        "-XX:DumpLoadedClassList=" + lists.resolve("agent-%p"),
        "-Dfusefixture.server.options=-XX:DumpLoadedClassList=" + lists.resolve("server-%p"),
        "-cp",
        folder.jar() + File.pathSeparator + folder.classPath(),
        TRAINING_RUN,
        Files.createTempDirectory(temporary, "sandbox-").toString(),
        how);
  }

  /** Uses the collector that can also archive objects (JDK-8234679: any collector can use them). */
  private void dump(Path classes, Path archive) throws IOException {
    boolean dumped =
        java.run(
            List.of(),
            "-Xshare:dump",
            "-XX:+UseG1GC",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + archive,
            "-cp",
            folder.jar().toString());
    if (!dumped) {
      throw new ArchiveFailedException("the archive cannot be dumped");
    }
  }

  private static void publish(Path made, Path target) throws IOException {
    if (!Files.exists(made)) {
      throw new ArchiveFailedException("nothing has made " + target.getFileName());
    }
    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** An archive is impossible here, now and later. */
  static final class ArchiveFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ArchiveFailedException(String message) {
      super(message);
    }
  }
}
