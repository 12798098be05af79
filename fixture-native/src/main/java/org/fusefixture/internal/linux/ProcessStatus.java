package org.fusefixture.internal.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first fields of /proc/PID/stat (proc_pid_stat(5)).
 *
 * @param state R, S, D, T, Z, ...
 */
public record ProcessStatus(
    long pid, String name, char state, long parent, long group, long session) {

  /** {@code 17 (a name) S 1 17 17 ...}; the name may hold spaces and parentheses. */
  public static ProcessStatus parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String[] rest = line.substring(close + 2).split(" ");
    return new ProcessStatus(
        Long.parseLong(line.substring(0, open - 1)),
        line.substring(open + 1, close),
        rest[0].charAt(0),
        Long.parseLong(rest[1]),
        Long.parseLong(rest[2]),
        Long.parseLong(rest[3]));
  }

  /** Of a process or a thread, by its directory in /proc; empty if it has ended. */
  public static Optional<ProcessStatus> read(Path directory) {
    try {
      return Optional.of(
          parse(Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public boolean isZombie() {
    return state == 'Z' || state == 'X';
  }

  @Override
  public String toString() {
    return pid + " " + name + " " + state;
  }
}
