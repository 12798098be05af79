package org.fusefixture.internal.sandbox.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/** The programs of this machine that go into the image, and the shared libraries they need. */
final class ImageTools {
  private static final Duration LDD_TIME = Duration.ofSeconds(20);
  private static final Set<String> REQUIRED = Set.of("sh", "mount", "umount");

  /** Programs that are missing on this machine are left out, except the required ones. */
  private static final List<String> NAMES =
      List.of(
          ("sh bash mount umount cat ls stat dd sleep mkdir rmdir rm cp mv ln "
                  + "touch chmod chown mkfifo mknod readlink realpath head tail wc sort "
                  + "uniq cut tr seq od cmp diff sha256sum md5sum grep sed find xargs env "
                  + "true false test echo printf id uname date df du sync truncate "
                  + "fallocate tee kill timeout setpriv setsid taskset unshare findmnt flock "
                  + "getfattr setfattr tar fio")
              .split(" "));

  private static final List<String> DIRECTORIES =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

  /** "libc.so.6 => /lib/libc.so.6 (0x...)" or "/lib64/ld-linux-x86-64.so.2 (0x...)". */
  private static final Pattern LDD_LINE =
      Pattern.compile("^\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)$");

  private ImageTools() {}

  /** Programs by name. */
  static Map<String, Path> programs() {
    Map<String, Path> found = new LinkedHashMap<>();
    for (String name : NAMES) {
      DIRECTORIES.stream()
          .map(directory -> Path.of(directory, name))
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(path -> found.put(name, path));
    }
    for (String name : REQUIRED) {
      if (!found.containsKey(name)) {
        throw new SandboxFailedException(
            name + " is missing on this machine, whose programs go into the image: install it");
      }
    }
    return found;
  }

  /**
   * The libraries of programs and libraries, under the paths where the loader looks for them.
   *
   * @param except a directory whose libraries are in the image already
   */
  static Set<Path> libraries(List<Path> binaries, Path except) {
    Set<Path> libraries = libraries(binaries, Map.of());
    libraries.removeIf(library -> library.startsWith(except));
    return libraries;
  }

  /**
   * The libraries of programs and libraries, under the paths where the loader finds them.
   *
   * @param environment of the programs, such as LD_LIBRARY_PATH, see ld.so(8)
   */
  static Set<Path> libraries(Collection<Path> binaries, Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of("ldd"));
    binaries.forEach(binary -> command.add(binary.toString()));
    Set<Path> libraries = new LinkedHashSet<>();
    for (String line : output(command, environment).split("\n")) {
      Matcher matcher = LDD_LINE.matcher(line);
      if (matcher.matches()) {
        libraries.add(Path.of(matcher.group(1)));
      }
    }
    return libraries;
  }

  /** Ignores the status: that of ldd is 1 if one of many files is a script. */
  private static String output(List<String> command, Map<String, String> environment) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      StartLimit limit = StartLimit.of(LDD_TIME);
      if (!process.waitFor(limit.time().toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new SandboxFailedException(command.get(0) + " did not end within " + limit);
      }
      return output;
    } catch (IOException e) {
      throw new SandboxFailedException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailedException("interrupted while running " + command.get(0), e);
    }
  }
}
