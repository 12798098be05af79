package org.fusefixture.internal.report;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a run's report. Each test JVM adds its part and writes the whole report again, one
 * JVM at a time; parts of earlier runs are removed.
 *
 * <pre>
 *   index.html    self-contained
 *   report.json
 *   parts/        one file per test plan of a JVM
 * </pre>
 */
public final class ReportDirectory {
  /** System property with the folder of the report, or {@code off}. */
  public static final String PROPERTY = "fusefixture.report";

  /** Environment variable with the same, for the JVMs that a build forks. */
  public static final String VARIABLE = "FUSE_FIXTURE_REPORT";

  private static final String OFF = "off";

  private final Path directory;

  private ReportDirectory(Path directory) {
    this.directory = directory;
  }

  /** A folder, which is created when there is something to write. */
  public static ReportDirectory at(Path directory) {
    return new ReportDirectory(directory);
  }

  /**
   * The folder that the property, or else the variable, names; otherwise {@code
   * target/fuse-fixture-report} of the module, or {@code build/} where there is no pom.xml. Empty
   * if the report is off.
   */
  public static Optional<ReportDirectory> configured() {
    String said = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
    if (said.equals(OFF)) {
      return Optional.empty();
    }
    if (!said.isBlank()) {
      return Optional.of(at(Path.of(said).toAbsolutePath()));
    }
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    String output = Files.exists(base.resolve("pom.xml")) ? "target" : "build";
    return Optional.of(at(base.resolve(output).resolve("fuse-fixture-report")));
  }

  /** The HTML file. */
  public Path page() {
    return directory.resolve("index.html");
  }

  /** The JSON file. */
  public Path json() {
    return directory.resolve("report.json");
  }

  /**
   * Adds the part of one JVM, and writes the report of all parts.
   *
   * @param name of the part, unique in the run
   */
  public RunReport add(String name, RunReport part) {
    try {
      Path parts = Files.createDirectories(directory.resolve("parts"));
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        assert lock.isValid();
        write(parts.resolve(name + ".json"), part.toJson());
        RunReport whole = RunReport.merge(partsOf(part.run(), parts));
        write(json(), whole.toJson());
        write(page(), HtmlReport.render(whole));
        return whole;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + directory, e);
    }
  }

  /** A file lock belongs to the JVM, so threads of one JVM need a lock of their own. */
  private static FileLock lock(FileChannel channel) throws IOException {
    synchronized (ReportDirectory.class) {
      return channel.lock();
    }
  }

  private static List<RunReport> partsOf(String run, Path parts) throws IOException {
    List<RunReport> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parts, "*.json")) {
      for (Path file : files) {
        Optional<RunReport> part = read(file);
        if (part.filter(read -> run.equals(read.run())).isPresent()) {
          found.add(part.get());
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    return found;
  }

  /** Empty if the file is broken or of another version. */
  private static Optional<RunReport> read(Path file) throws IOException {
    try {
      return Optional.ofNullable(RunReport.fromJson(Files.readString(file)));
    } catch (JsonParseException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, String content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
