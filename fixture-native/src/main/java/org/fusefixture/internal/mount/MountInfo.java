package org.fusefixture.internal.mount;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of /proc/PID/mountinfo (proc_pid_mountinfo(5)).
 *
 * @param id of the mount
 * @param parent id of the mount that it is on
 * @param major of the filesystem's device
 * @param minor of the filesystem's device; for FUSE the number of the connection
 * @param root what of the filesystem is mounted
 * @param mountPoint where
 * @param options of the mount
 * @param type with subtype, like {@code fuse.memory}
 * @param source what was given to mount(2)
 * @param superOptions of the filesystem
 */
public record MountInfo(
    int id,
    int parent,
    int major,
    int minor,
    String root,
    String mountPoint,
    List<String> options,
    String type,
    String source,
    List<String> superOptions) {
  private static final Path SELF = Path.of("/proc/self/mountinfo");

  /** All mounts that this process sees, in the order in which they were made. */
  public static List<MountInfo> all() {
    try {
      return parse(Files.readAllLines(SELF, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + SELF + ": is /proc mounted?", e);
    }
  }

  /** The mount that is seen at a path: the last one made there. */
  public static Optional<MountInfo> at(Path mountPoint) {
    String path = mountPoint.toAbsolutePath().normalize().toString();
    return all().stream()
        .filter(mount -> mount.mountPoint.equals(path))
        .reduce((first, second) -> second);
  }

  /** Whether it is a FUSE filesystem. */
  public boolean isFuse() {
    return type.equals("fuse") || type.startsWith("fuse.") || type.startsWith("fuseblk");
  }

  static List<MountInfo> parse(List<String> lines) {
    List<MountInfo> mounts = new ArrayList<>();
    for (String line : lines) {
      mounts.add(parse(line));
    }
    return mounts;
  }

  /** {@code 36 35 98:0 /root /mnt rw,noatime shared:1 - ext3 /dev/root rw,errors=continue}. */
  static MountInfo parse(String line) {
    String[] fields = line.split(" ");
    int dash = Arrays.asList(fields).indexOf("-");
    if (dash < 6 || fields.length < dash + 4) {
      throw new IllegalArgumentException("not a line of mountinfo: \"" + line + '"');
    }
    String[] device = fields[2].split(":");
    return new MountInfo(
        Integer.parseInt(fields[0]),
        Integer.parseInt(fields[1]),
        Integer.parseInt(device[0]),
        Integer.parseInt(device[1]),
        unescape(fields[3]),
        unescape(fields[4]),
        List.of(fields[5].split(",")),
        unescape(fields[dash + 1]),
        unescape(fields[dash + 2]),
        List.of(unescape(fields[dash + 3]).split(",")));
  }

  /**
   * Space, tab, newline and backslash are written as a backslash and three octal digits
   * (mangle_path of fs/seq_file.c).
   *
   * @param escaped bytes as characters of ISO 8859-1
   */
  static String unescape(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int at = 0; at < escaped.length(); at++) {
      char c = escaped.charAt(at);
      if (c == '\\' && isOctal(escaped, at + 1)) {
        bytes.write(Integer.parseInt(escaped, at + 1, at + 4, 8));
        at += 3;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(String text, int from) {
    if (from + 3 > text.length()) {
      return false;
    }
    for (int at = from; at < from + 3; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '7') {
        return false;
      }
    }
    return true;
  }
}
