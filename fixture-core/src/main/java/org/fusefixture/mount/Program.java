package org.fusefixture.mount;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A FUSE filesystem that is a program, in any language. It is started inside the sandbox without
 * CAP_SYS_ADMIN, asks for its mount by fusermount3(1) as FUSE libraries do, and gets a socket in
 * the place of /dev/fuse, so that faults, trace and verdicts hold for it as for a filesystem in
 * Java. A value; each {@code withX} gives a changed copy.
 *
 * @param arguments the program and its arguments; {@code {mountpoint}} and {@code {backing}}, an
 *     empty directory that stays over a restart, are replaced wherever they stand
 * @param environment variables beside those of the sandbox; {@code {mountpoint}} and {@code
 *     {backing}} are replaced in their values
 * @param directory where it is started, an absolute path; null: in the sandbox's own directory
 * @param user whom it runs as, {@code "UID:GID"} in numbers; null: root without CAP_SYS_ADMIN
 * @param helpers further programs that it calls in the place of fusermount3(1), absolute paths
 * @param files what else it needs of this machine, such as libraries that it loads by itself,
 *     scripts, settings: absolute paths of files and directories. A container gets copies of them,
 *     owned by root and readable by all, at the same paths, as it gets the program, its helpers,
 *     and the shared libraries and interpreters of all these; other sandboxes see them anyway
 * @param startLimit longest time from its start to its answer to INIT
 * @param stopLimit longest time that it may take to end after the unmount, before it gets SIGTERM;
 *     and once more before it gets SIGKILL
 */
@RecordBuilder
public record Program(
    List<String> arguments,
    Map<String, String> environment,
    @Nullable String directory,
    @Nullable String user,
    List<String> helpers,
    List<String> files,
    Duration startLimit,
    Duration stopLimit)
    implements ProgramBuilder.With {

  /** Where the mount point stands in arguments. */
  public static final String MOUNT_POINT = "{mountpoint}";

  /** Where the backing directory stands in arguments. */
  public static final String BACKING = "{backing}";

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

  /**
   * Refuses what cannot be started; takes null for no environment, no helpers and no files.
   *
   * @param arguments as {@link #arguments()}
   * @param environment as {@link #environment()}
   * @param directory as {@link #directory()}
   * @param user as {@link #user()}
   * @param helpers as {@link #helpers()}
   * @param files as {@link #files()}
   * @param startLimit as {@link #startLimit()}
   * @param stopLimit as {@link #stopLimit()}
   */
  public Program {
    arguments = List.copyOf(arguments);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    helpers = helpers == null ? List.of() : List.copyOf(helpers);
    files = files == null ? List.of() : List.copyOf(files);
    if (arguments.isEmpty() || arguments.get(0).isBlank()) {
      throw new IllegalArgumentException(
          "a program has no name: give it first, then its arguments, for example bindfs -f "
              + BACKING
              + " "
              + MOUNT_POINT);
    }
    if (arguments.stream().skip(1).noneMatch(word -> word.contains(MOUNT_POINT))
        && environment.values().stream().noneMatch(value -> value.contains(MOUNT_POINT))) {
      throw new IllegalArgumentException(
          "the program " + arguments + " is not told where to mount: write " + MOUNT_POINT);
    }
    if (directory != null) {
      requireAbsolute(directory, "directory");
    }
    if (user != null && !user.matches("\\d{1,9}:\\d{1,9}")) {
      throw new IllegalArgumentException(
          "the user (" + user + ") of a program must be UID:GID in numbers, such as 1000:1000");
    }
    helpers.forEach(path -> requireAbsolute(path, "helper"));
    files.forEach(path -> requireAbsolute(path, "file"));
    requirePositive(startLimit, "startLimit");
    requirePositive(stopLimit, "stopLimit");
  }

  /**
   * {@return a program with 20 s to start and 3 s to end}
   *
   * @param arguments as {@link #arguments()}
   */
  public static Program of(String... arguments) {
    return of(List.of(arguments));
  }

  /**
   * {@return a program with 20 s to start and 3 s to end}
   *
   * @param arguments as {@link #arguments()}
   */
  public static Program of(List<String> arguments) {
    return new Program(
        arguments, Map.of(), null, null, List.of(), List.of(), START_LIMIT, STOP_LIMIT);
  }

  /** {@return the program and its arguments, separated by spaces} */
  @Override
  public String toString() {
    return String.join(" ", arguments);
  }

  private static void requireAbsolute(String path, String name) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "the " + name + " (" + path + ") of a program must be an absolute path");
    }
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "the " + name + " (" + value + ") of a program must be positive");
    }
  }
}
