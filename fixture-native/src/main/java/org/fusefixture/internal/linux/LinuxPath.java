package org.fusefixture.internal.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;

/** A path as Linux takes it: bytes without NUL, any encoding. */
public final class LinuxPath {
  /** With AT_EMPTY_PATH: the open file itself. */
  public static final LinuxPath EMPTY = new LinuxPath(new byte[0]);

  private final byte[] terminated;

  private LinuxPath(byte[] bytes) {
    for (byte value : bytes) {
      if (value == 0) {
        throw new IllegalArgumentException(
            "a path has no NUL byte, but this does: " + new String(bytes, StandardCharsets.UTF_8));
      }
    }
    terminated = Arrays.copyOf(bytes, bytes.length + 1);
  }

  public static LinuxPath of(byte[] bytes) {
    return new LinuxPath(bytes);
  }

  /** In UTF-8. */
  public static LinuxPath of(String path) {
    return new LinuxPath(path.getBytes(StandardCharsets.UTF_8));
  }

  public static LinuxPath of(Path path) {
    return of(path.toString());
  }

  public static LinuxPath of(FileName name) {
    return new LinuxPath(name.toBytes());
  }

  public static LinuxPath of(LinkTarget target) {
    return new LinuxPath(target.toBytes());
  }

  /** {@code /proc/self/fd/N}: an open file by name, also one opened with O_PATH. */
  public static LinuxPath of(org.fusefixture.protocol.OpenDescriptor file) {
    return of("/proc/self/fd/" + file.descriptor());
  }

  /** A copy of the bytes, without NUL. */
  public byte[] toBytes() {
    return Arrays.copyOf(terminated, terminated.length - 1);
  }

  /** With the NUL at the end; not to be changed. */
  byte[] terminated() {
    return terminated;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinuxPath path && Arrays.equals(terminated, path.terminated);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(terminated);
  }

  /** Read as UTF-8. */
  @Override
  public String toString() {
    return new String(terminated, 0, terminated.length - 1, StandardCharsets.UTF_8);
  }
}
