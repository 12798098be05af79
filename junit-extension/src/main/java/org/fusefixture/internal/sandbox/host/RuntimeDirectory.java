package org.fusefixture.internal.sandbox.host;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * The host's directory that sandboxes of a user cover with a tmpfs of their own: {@code
 * /run/fuse-fixture} for root, otherwise in {@code $XDG_RUNTIME_DIR}, or in {@code /tmp} with the
 * user's number in its name. It holds nothing but visible mounts.
 */
public final class RuntimeDirectory {
  private static final Set<PosixFilePermission> WRITERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private RuntimeDirectory() {}

  /**
   * Creates it unless it exists.
   *
   * @throws SandboxFailedException if it cannot be created, or belongs to another user
   */
  public static Path make() {
    int uid = userNumber();
    Path path = of(uid, System.getenv("XDG_RUNTIME_DIR"));
    try {
      Files.createDirectories(path.getParent());
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        makePrivate(path);
      }
      requireOwn(path, uid);
      return path;
    } catch (IOException e) {
      throw new SandboxFailedException("cannot create the runtime directory " + path + ": " + e, e);
    }
  }

  static Path of(int uid, String xdgRuntimeDirectory) {
    if (uid == 0) {
      return Path.of("/run/fuse-fixture");
    }
    return xdgRuntimeDirectory == null || xdgRuntimeDirectory.isBlank()
        ? Path.of("/tmp", "fuse-fixture-" + uid)
        : Path.of(xdgRuntimeDirectory, "fuse-fixture");
  }

  /** The effective user of this process, who owns its directory in /proc (proc(5)). */
  public static int userNumber() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new SandboxFailedException("cannot read the owner of /proc/self: " + e, e);
    }
  }

  private static void makePrivate(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      Files.setPosixFilePermissions(
          path,
          Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_READ,
              PosixFilePermission.OTHERS_EXECUTE));
    } catch (FileAlreadyExistsException e) {
      return; // another JVM was faster; requireOwn checks the owner
    }
  }

  /** In /tmp another user could have created it, or a link, to redirect mounts. */
  private static void requireOwn(Path path, int uid) throws IOException {
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (!directory
        || !owner.equals(uid)
        || Files.getPosixFilePermissions(path).stream().anyMatch(WRITERS::contains)) {
      throw new SandboxFailedException(
          path
              + " must be a directory that belongs to user "
              + uid
              + " and that only this user may change; remove it, or set XDG_RUNTIME_DIR");
    }
  }
}
