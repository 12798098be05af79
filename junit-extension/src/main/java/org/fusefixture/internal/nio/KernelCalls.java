package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.PathService;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;
import org.fusefixture.posix.TimeSpec;

/** System calls by path, each made by the agent; failures as {@link NioFailures} has them. */
final class KernelCalls {
  private final MountFileSystem fileSystem;
  private final MountAgent agent;
  private final int mount;

  KernelCalls(MountFileSystem fileSystem, MountAgent agent) {
    this.fileSystem = fileSystem;
    this.agent = agent;
    this.mount = agent.mount();
  }

  MountAgent agent() {
    return agent;
  }

  /** Calls the agent about an open file or its pages. */
  <T> T call(MountPath path, String name, Function<AgentService, CompletableFuture<T>> request)
      throws IOException {
    return call(path, null, name, request);
  }

  private <T> T call(
      MountPath path,
      MountPath other,
      String name,
      Function<AgentService, CompletableFuture<T>> request)
      throws IOException {
    try {
      return agent.call(name + " \"" + path + '"', request);
    } catch (ControlException e) {
      fileSystem.requireOpen();
      throw NioFailures.translate(e, path, other);
    }
  }

  private String text(MountPath path) {
    fileSystem.requireOpen();
    return PathNames.forAgent(path);
  }

  FileStatus stat(MountPath path, boolean follow) throws IOException {
    String pathText = text(path);
    return call(path, "stat", agent -> agent.paths().stat(mount, pathText, follow));
  }

  /** access(2) with 4 to read, 2 to write, 1 to execute; 0 whether it is there. */
  void access(MountPath path, int mode) throws IOException {
    String pathText = text(path);
    call(path, "access", agent -> agent.paths().access(mount, pathText, mode));
  }

  List<DirectoryEntry> list(MountPath path) throws IOException {
    String pathText = text(path);
    PathService.Listing listing = call(path, "list", agent -> agent.paths().list(mount, pathText));
    if (listing.truncated()) {
      throw new java.nio.file.FileSystemException(
          path.toString(), null, "more than " + PathService.MOST_ENTRIES + " entries");
    }
    return listing.entries();
  }

  int open(MountPath path, int flags, int mode) throws IOException {
    String pathText = text(path);
    return call(path, "open", agent -> agent.files().open(mount, pathText, flags, mode));
  }

  void mkdir(MountPath path, int mode) throws IOException {
    String pathText = text(path);
    call(path, "mkdir", agent -> agent.paths().mkdir(mount, pathText, mode));
  }

  void mknod(MountPath path, int mode) throws IOException {
    String pathText = text(path);
    call(path, "mknod", agent -> agent.paths().mknod(mount, pathText, mode));
  }

  void unlink(MountPath path) throws IOException {
    String pathText = text(path);
    call(path, "unlink", agent -> agent.paths().unlink(mount, pathText));
  }

  void rmdir(MountPath path) throws IOException {
    String pathText = text(path);
    call(path, "rmdir", agent -> agent.paths().rmdir(mount, pathText));
  }

  void rename(MountPath from, MountPath to) throws IOException {
    String fromText = text(from);
    String toText = text(to);
    call(from, to, "rename", agent -> agent.paths().rename(mount, fromText, toText, 0));
  }

  void link(MountPath link, MountPath existing) throws IOException {
    String existingText = text(existing);
    String linkText = text(link);
    call(link, existing, "link", agent -> agent.paths().link(mount, existingText, linkText));
  }

  /**
   * symlink(2). An absolute target is written with the mount point before it: only so the kernel of
   * the sandbox finds it.
   */
  void symlink(MountPath link, MountPath target) throws IOException {
    String linkText = text(link);
    String written = target.isAbsolute() ? agent.mountPoint() + target : target.toString();
    call(link, "symlink", agent -> agent.paths().symlink(mount, written, linkText));
  }

  /** readlink(2); the mount point is taken off again. */
  MountPath readlink(MountPath link) throws IOException {
    String linkText = text(link);
    String target = call(link, "readlink", agent -> agent.paths().readlink(mount, linkText));
    String root = agent.mountPoint();
    if (target.equals(root) || target.startsWith(root + "/")) {
      return PathNames.parse(fileSystem, "/" + target.substring(root.length()));
    }
    return PathNames.parse(fileSystem, target);
  }

  void chmod(MountPath path, int mode) throws IOException {
    String pathText = text(path);
    call(path, "chmod", agent -> agent.paths().chmod(mount, pathText, mode));
  }

  /** chown(2); -1 leaves an owner as it is. */
  void chown(MountPath path, int uid, int gid, boolean follow) throws IOException {
    String pathText = text(path);
    call(path, "chown", agent -> agent.paths().chown(mount, pathText, uid, gid, follow));
  }

  /** utimensat(2); null leaves a time as it is. */
  void utimensat(MountPath path, TimeSpec access, TimeSpec modify, boolean follow)
      throws IOException {
    String pathText = text(path);
    TimeSpec atime = UnixAttributes.orOmitted(access);
    TimeSpec mtime = UnixAttributes.orOmitted(modify);
    call(
        path, "utimensat", agent -> agent.paths().utimensat(mount, pathText, atime, mtime, follow));
  }

  List<String> listxattr(MountPath path, boolean follow) throws IOException {
    String pathText = text(path);
    return call(path, "listxattr", agent -> agent.xattrs().listxattr(mount, pathText, follow));
  }

  byte[] getxattr(MountPath path, String name, boolean follow) throws IOException {
    String pathText = text(path);
    return call(
        path, "getxattr " + name, agent -> agent.xattrs().getxattr(mount, pathText, name, follow));
  }

  void setxattr(MountPath path, String name, byte[] value, boolean follow) throws IOException {
    String pathText = text(path);
    call(
        path,
        "setxattr " + name,
        agent -> agent.xattrs().setxattr(mount, pathText, name, value, 0, follow));
  }

  void removexattr(MountPath path, String name, boolean follow) throws IOException {
    String pathText = text(path);
    call(
        path,
        "removexattr " + name,
        agent -> agent.xattrs().removexattr(mount, pathText, name, follow));
  }

  FilesystemStatus statfs(MountPath path) throws IOException {
    String pathText = text(path);
    return call(path, "statfs", agent -> agent.paths().statfs(mount, pathText));
  }

  /**
   * Removes a file, a link or an empty directory.
   *
   * @throws DirectoryNotEmptyException if a directory has entries
   */
  void remove(MountPath path) throws IOException {
    if (!stat(path, false).isDirectory()) {
      unlink(path);
      return;
    }
    try {
      rmdir(path);
    } catch (IOException e) {
      // rmdir(2): POSIX allows both
      if (NioFailures.is(e, Errno.ENOTEMPTY) || NioFailures.is(e, Errno.EEXIST)) {
        throw NioFailures.because(new DirectoryNotEmptyException(path.toString()), e);
      }
      throw e;
    }
  }
}
