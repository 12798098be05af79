package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;
import static org.fusefixture.internal.client.ClientMount.relative;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.internal.control.file.AccessRequest;
import org.fusefixture.internal.control.file.DirectoryListing;
import org.fusefixture.internal.control.file.LinkRequest;
import org.fusefixture.internal.control.file.LinkText;
import org.fusefixture.internal.control.file.ModeRequest;
import org.fusefixture.internal.control.file.OwnerRequest;
import org.fusefixture.internal.control.file.PathTarget;
import org.fusefixture.internal.control.file.RenameRequest;
import org.fusefixture.internal.control.file.StatusRequest;
import org.fusefixture.internal.control.file.TimesRequest;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;

/** Calls by path. */
public final class ClientPaths {
  /** stat(2) or lstat(2). */
  public FileStatus status(CallProgress progress, ClientMount mount, StatusRequest request) {
    return Statuses.of(
        ClientCall.perform(
            progress,
            mount,
            call(request.followLinks() ? "stat" : "lstat", request.path()),
            () ->
                LinuxPaths.statx(
                    mount.root(), relative(request.path()), followFlags(request.followLinks()))));
  }

  /** faccessat(2). */
  public void access(CallProgress progress, ClientMount mount, AccessRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("access", request.path(), mode(request.mode())),
        () -> LinuxPaths.faccessat(mount.root(), relative(request.path()), request.mode(), 0));
  }

  /** The entries of a directory: open, getdents64 until the end, close. */
  public DirectoryListing list(CallProgress progress, ClientMount mount, PathTarget target) {
    String call = call("getdents64", target.path());
    return ClientCall.perform(
        progress,
        mount,
        call,
        () -> {
          List<DirectoryEntry> entries = new ArrayList<>();
          try (Fd directory =
              LinuxPaths.openat(mount.root(), relative(target.path()), OpenFlag.O_DIRECTORY, 0)) {
            List<org.fusefixture.internal.linux.DirectoryEntry> some;
            while (!(some = LinuxPaths.readDirectory(directory)).isEmpty()) {
              for (org.fusefixture.internal.linux.DirectoryEntry entry : some) {
                if (!entry.isDots()) {
                  entries.add(
                      new DirectoryEntry(entry.name().toString(), entry.inode(), entry.type()));
                }
              }
              if (entries.size() >= DirectoryListing.MOST_ENTRIES) {
                return new DirectoryListing(
                    entries.subList(0, DirectoryListing.MOST_ENTRIES), true);
              }
              progress.enter(call);
            }
          }
          return new DirectoryListing(entries, false);
        });
  }

  /** mkdir(2). */
  public void mkdir(CallProgress progress, ClientMount mount, ModeRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("mkdir", request.path(), mode(request.mode())),
        () -> LinuxPaths.mkdirat(mount.root(), relative(request.path()), request.mode()));
  }

  /** mknod(2). */
  public void mknod(CallProgress progress, ClientMount mount, ModeRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("mknod", request.path(), mode(request.mode())),
        () -> LinuxPaths.mknodat(mount.root(), relative(request.path()), request.mode(), 0));
  }

  /** unlink(2). */
  public void unlink(CallProgress progress, ClientMount mount, PathTarget target) {
    ClientCall.run(
        progress,
        mount,
        call("unlink", target.path()),
        () -> LinuxPaths.unlinkat(mount.root(), relative(target.path()), 0));
    mount.oracle().unlinked(target.path());
  }

  /** rmdir(2). */
  public void rmdir(CallProgress progress, ClientMount mount, PathTarget target) {
    ClientCall.run(
        progress,
        mount,
        call("rmdir", target.path()),
        () -> LinuxPaths.unlinkat(mount.root(), relative(target.path()), LinuxPaths.AT_REMOVEDIR));
  }

  /** renameat2(2). */
  public void rename(CallProgress progress, ClientMount mount, RenameRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("rename", request.from(), quoted(request.to()), "flags " + request.flags()),
        () ->
            LinuxPaths.renameat2(
                mount.root(),
                relative(request.from()),
                mount.root(),
                relative(request.to()),
                request.flags()));
    if ((request.flags() & LinuxPaths.RENAME_EXCHANGE) != 0) {
      mount.oracle().exchanged(request.from(), request.to());
    } else {
      mount.oracle().renamed(request.from(), request.to());
    }
  }

  /** symlink(2). */
  public void symlink(CallProgress progress, ClientMount mount, LinkRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("symlink", request.target(), quoted(request.path())),
        () ->
            LinuxPaths.symlinkat(
                LinuxPath.of(request.target()), mount.root(), relative(request.path())));
  }

  /** link(2). */
  public void link(CallProgress progress, ClientMount mount, LinkRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("link", request.target(), quoted(request.path())),
        () ->
            LinuxPaths.linkat(
                mount.root(),
                relative(request.target()),
                mount.root(),
                relative(request.path()),
                0));
    mount.oracle().linked(request.target(), request.path());
  }

  /** readlink(2). */
  public LinkText readlink(CallProgress progress, ClientMount mount, PathTarget target) {
    return new LinkText(
        ClientCall.perform(
            progress,
            mount,
            call("readlink", target.path()),
            () -> LinuxPaths.readlinkat(mount.root(), relative(target.path())).toString()));
  }

  /** chmod(2). */
  public void chmod(CallProgress progress, ClientMount mount, ModeRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("chmod", request.path(), mode(request.mode())),
        () -> LinuxPaths.fchmodat(mount.root(), relative(request.path()), request.mode()));
  }

  /** chown(2) or lchown(2). */
  public void chown(CallProgress progress, ClientMount mount, OwnerRequest request) {
    ClientCall.run(
        progress,
        mount,
        call(
            request.followLinks() ? "chown" : "lchown",
            request.path(),
            "uid " + request.uid(),
            "gid " + request.gid()),
        () ->
            LinuxPaths.fchownat(
                mount.root(),
                relative(request.path()),
                request.uid(),
                request.gid(),
                followFlags(request.followLinks())));
  }

  /** utimensat(2). */
  public void setTimes(CallProgress progress, ClientMount mount, TimesRequest request) {
    Timestamp access = new Timestamp(request.atimeSeconds(), request.atimeNanos());
    Timestamp modify = new Timestamp(request.mtimeSeconds(), request.mtimeNanos());
    ClientCall.run(
        progress,
        mount,
        call("utimensat", request.path(), access.toString(), modify.toString()),
        () ->
            LinuxPaths.utimensat(
                mount.root(),
                relative(request.path()),
                access,
                modify,
                followFlags(request.followLinks())));
  }

  /** statfs(2). */
  public FilesystemStatus statfs(CallProgress progress, ClientMount mount, PathTarget target) {
    return Statuses.of(
        ClientCall.perform(
            progress,
            mount,
            call("statfs", target.path()),
            () -> LinuxPaths.statfs(mount.absolute(target.path()))));
  }

  private static int followFlags(boolean followLinks) {
    return followLinks ? 0 : LinuxPaths.AT_SYMLINK_NOFOLLOW;
  }

  private static String call(String name, String path, String... arguments) {
    String first = name + "(" + quoted(path);
    return arguments.length == 0 ? first + ")" : first + ", " + String.join(", ", arguments) + ")";
  }

  private static String mode(int mode) {
    return "mode 0" + Integer.toOctalString(mode);
  }
}
