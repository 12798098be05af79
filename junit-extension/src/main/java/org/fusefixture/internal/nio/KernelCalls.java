package org.fusefixture.internal.nio;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.file.AccessRequest;
import org.fusefixture.internal.control.file.DirectoryListing;
import org.fusefixture.internal.control.file.LinkRequest;
import org.fusefixture.internal.control.file.ModeRequest;
import org.fusefixture.internal.control.file.OpenRequest;
import org.fusefixture.internal.control.file.OwnerRequest;
import org.fusefixture.internal.control.file.PathTarget;
import org.fusefixture.internal.control.file.RenameRequest;
import org.fusefixture.internal.control.file.StatusRequest;
import org.fusefixture.internal.control.file.TimesRequest;
import org.fusefixture.internal.control.file.XattrRequest;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;

/** System calls by path, each made by the agent; failures as {@link Failures} has them. */
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
      throw Failures.translate(e, path, other);
    }
  }

  private String text(MountPath path) {
    fileSystem.requireOpen();
    return PathNames.forAgent(path);
  }

  FileStatus status(MountPath path, boolean follow) throws IOException {
    StatusRequest request = new StatusRequest(mount, text(path), follow);
    return call(path, "stat", agent -> agent.paths().status(request));
  }

  /** access(2) with 4 to read, 2 to write, 1 to execute; 0 whether it is there. */
  void access(MountPath path, int mode) throws IOException {
    AccessRequest request = new AccessRequest(mount, text(path), mode);
    call(path, "access", agent -> agent.paths().access(request));
  }

  List<DirectoryEntry> list(MountPath path) throws IOException {
    PathTarget target = new PathTarget(mount, text(path));
    DirectoryListing listing = call(path, "list", agent -> agent.paths().list(target));
    if (listing.truncated()) {
      throw new java.nio.file.FileSystemException(
          path.toString(), null, "more than " + DirectoryListing.MOST_ENTRIES + " entries");
    }
    return listing.entries();
  }

  int open(MountPath path, int flags, int mode) throws IOException {
    OpenRequest request = new OpenRequest(mount, text(path), flags, mode);
    return call(path, "open", agent -> agent.files().open(request)).file();
  }

  void makeDirectory(MountPath path, int mode) throws IOException {
    ModeRequest request = new ModeRequest(mount, text(path), mode);
    call(path, "mkdir", agent -> agent.paths().mkdir(request));
  }

  void makeNode(MountPath path, int mode) throws IOException {
    ModeRequest request = new ModeRequest(mount, text(path), mode);
    call(path, "mknod", agent -> agent.paths().mknod(request));
  }

  void unlink(MountPath path) throws IOException {
    PathTarget target = new PathTarget(mount, text(path));
    call(path, "unlink", agent -> agent.paths().unlink(target));
  }

  void removeDirectory(MountPath path) throws IOException {
    PathTarget target = new PathTarget(mount, text(path));
    call(path, "rmdir", agent -> agent.paths().rmdir(target));
  }

  void rename(MountPath from, MountPath to) throws IOException {
    RenameRequest request = new RenameRequest(mount, text(from), text(to), 0);
    call(from, to, "rename", agent -> agent.paths().rename(request));
  }

  void link(MountPath link, MountPath existing) throws IOException {
    LinkRequest request = new LinkRequest(mount, text(existing), text(link));
    call(link, existing, "link", agent -> agent.paths().link(request));
  }

  /**
   * symlink(2). An absolute target is written with the mount point before it: only so the kernel of
   * the sandbox finds it.
   */
  void symlink(MountPath link, MountPath target) throws IOException {
    String written = target.isAbsolute() ? agent.mountPoint() + target : target.toString();
    LinkRequest request = new LinkRequest(mount, written, text(link));
    call(link, "symlink", agent -> agent.paths().symlink(request));
  }

  /** readlink(2); the mount point is taken off again. */
  MountPath readLink(MountPath link) throws IOException {
    PathTarget asked = new PathTarget(mount, text(link));
    String target = call(link, "readlink", agent -> agent.paths().readlink(asked)).target();
    String root = agent.mountPoint();
    if (target.equals(root) || target.startsWith(root + "/")) {
      return PathNames.parse(fileSystem, "/" + target.substring(root.length()));
    }
    return PathNames.parse(fileSystem, target);
  }

  void changeMode(MountPath path, int mode) throws IOException {
    ModeRequest request = new ModeRequest(mount, text(path), mode);
    call(path, "chmod", agent -> agent.paths().chmod(request));
  }

  /** chown(2); -1 leaves an owner as it is. */
  void changeOwner(MountPath path, int uid, int gid, boolean follow) throws IOException {
    OwnerRequest request = new OwnerRequest(mount, text(path), uid, gid, follow);
    call(path, "chown", agent -> agent.paths().chown(request));
  }

  /** utimensat(2); null leaves a time as it is. */
  void setTimes(MountPath path, UnixTime access, UnixTime modify, boolean follow)
      throws IOException {
    UnixTime atime = UnixTime.orOmitted(access);
    UnixTime mtime = UnixTime.orOmitted(modify);
    TimesRequest request =
        new TimesRequest(
            mount,
            text(path),
            atime.seconds(),
            atime.nanos(),
            mtime.seconds(),
            mtime.nanos(),
            follow);
    call(path, "utimensat", agent -> agent.paths().setTimes(request));
  }

  List<String> attributeNames(MountPath path, boolean follow) throws IOException {
    StatusRequest request = new StatusRequest(mount, text(path), follow);
    return call(path, "listxattr", agent -> agent.paths().listxattr(request)).names();
  }

  byte[] attribute(MountPath path, String name, boolean follow) throws IOException {
    XattrRequest request = new XattrRequest(mount, text(path), name, "", 0, follow);
    String value = call(path, "getxattr " + name, agent -> agent.paths().getxattr(request)).value();
    return Base64.getDecoder().decode(value);
  }

  void setAttribute(MountPath path, String name, byte[] value, boolean follow) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(value);
    XattrRequest request = new XattrRequest(mount, text(path), name, encoded, 0, follow);
    call(path, "setxattr " + name, agent -> agent.paths().setxattr(request));
  }

  void removeAttribute(MountPath path, String name, boolean follow) throws IOException {
    XattrRequest request = new XattrRequest(mount, text(path), name, "", 0, follow);
    call(path, "removexattr " + name, agent -> agent.paths().removexattr(request));
  }

  FilesystemStatus statfs(MountPath path) throws IOException {
    PathTarget target = new PathTarget(mount, text(path));
    return call(path, "statfs", agent -> agent.paths().statfs(target));
  }
}
