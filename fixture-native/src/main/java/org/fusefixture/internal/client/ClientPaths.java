package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;
import static org.fusefixture.internal.client.ClientMount.relative;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fusefixture.internal.control.PathService;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;

/** System calls by path. */
public final class ClientPaths implements PathService {
  private final ClientCalls calls;

  public ClientPaths(ClientCalls calls) {
    this.calls = calls;
  }

  @Override
  public CompletableFuture<FileStatus> stat(int mount, String path, boolean followLinks) {
    return make(
        mount,
        name(followLinks ? "stat" : "lstat", path),
        root -> Statuses.of(LinuxPaths.statx(root, relative(path), followFlags(followLinks))));
  }

  @Override
  public CompletableFuture<Void> access(int mount, String path, int mode) {
    return run(
        mount,
        name("access", path, octal(mode)),
        root -> LinuxPaths.faccessat(root, relative(path), mode, 0));
  }

  @Override
  public CompletableFuture<Listing> list(int mount, String path) {
    String name = name("getdents64", path);
    return calls.on(mount, call -> call.make(name, () -> list(call, name, path)));
  }

  private static Listing list(ClientCall call, String name, String path) {
    List<DirectoryEntry> entries = new ArrayList<>();
    try (Fd directory = LinuxPaths.openat(call.root(), relative(path), OpenFlag.O_DIRECTORY, 0)) {
      List<org.fusefixture.internal.linux.Dirent> some;
      while (!(some = LinuxPaths.readDirectory(directory)).isEmpty()) {
        for (org.fusefixture.internal.linux.Dirent entry : some) {
          if (!entry.isDots()) {
            entries.add(new DirectoryEntry(entry.name().toString(), entry.inode(), entry.type()));
          }
        }
        if (entries.size() >= MOST_ENTRIES) {
          return new Listing(entries.subList(0, MOST_ENTRIES), true);
        }
        call.enter(name);
      }
    }
    return new Listing(entries, false);
  }

  @Override
  public CompletableFuture<Void> mkdir(int mount, String path, int mode) {
    return run(
        mount,
        name("mkdir", path, octal(mode)),
        root -> LinuxPaths.mkdirat(root, relative(path), mode));
  }

  @Override
  public CompletableFuture<Void> mknod(int mount, String path, int mode) {
    return run(
        mount,
        name("mknod", path, octal(mode)),
        root -> LinuxPaths.mknodat(root, relative(path), mode, 0));
  }

  @Override
  public CompletableFuture<Void> unlink(int mount, String path) {
    return calls.run(
        mount,
        call -> {
          call.run(name("unlink", path), () -> LinuxPaths.unlinkat(call.root(), relative(path), 0));
          call.mount().oracle().unlinked(path);
        });
  }

  @Override
  public CompletableFuture<Void> rmdir(int mount, String path) {
    return run(
        mount,
        name("rmdir", path),
        root -> LinuxPaths.unlinkat(root, relative(path), LinuxPaths.AT_REMOVEDIR));
  }

  @Override
  public CompletableFuture<Void> rename(int mount, String from, String to, int flags) {
    return calls.run(
        mount,
        call -> {
          Fd root = call.root();
          call.run(
              name("rename", from, quoted(to), "flags " + flags),
              () -> LinuxPaths.renameat2(root, relative(from), root, relative(to), flags));
          if ((flags & LinuxPaths.RENAME_EXCHANGE) != 0) {
            call.mount().oracle().exchanged(from, to);
          } else {
            call.mount().oracle().renamed(from, to);
          }
        });
  }

  @Override
  public CompletableFuture<Void> symlink(int mount, String target, String path) {
    return run(
        mount,
        name("symlink", target, quoted(path)),
        root -> LinuxPaths.symlinkat(LinuxPath.of(target), root, relative(path)));
  }

  @Override
  public CompletableFuture<Void> link(int mount, String target, String path) {
    return calls.run(
        mount,
        call -> {
          Fd root = call.root();
          call.run(
              name("link", target, quoted(path)),
              () -> LinuxPaths.linkat(root, relative(target), root, relative(path), 0));
          call.mount().oracle().linked(target, path);
        });
  }

  @Override
  public CompletableFuture<String> readlink(int mount, String path) {
    return make(
        mount,
        name("readlink", path),
        root -> LinuxPaths.readlinkat(root, relative(path)).toString());
  }

  @Override
  public CompletableFuture<Void> chmod(int mount, String path, int mode) {
    return run(
        mount,
        name("chmod", path, octal(mode)),
        root -> LinuxPaths.fchmodat(root, relative(path), mode));
  }

  @Override
  public CompletableFuture<Void> chown(
      int mount, String path, int uid, int gid, boolean followLinks) {
    return run(
        mount,
        name(followLinks ? "chown" : "lchown", path, "uid " + uid, "gid " + gid),
        root -> LinuxPaths.fchownat(root, relative(path), uid, gid, followFlags(followLinks)));
  }

  @Override
  public CompletableFuture<Void> utimensat(
      int mount, String path, TimeSpec access, TimeSpec modification, boolean followLinks) {
    return run(
        mount,
        name("utimensat", path, access.toString(), modification.toString()),
        root ->
            LinuxPaths.utimensat(
                root,
                relative(path),
                new TimeSpec(access.seconds(), access.nanos()),
                new TimeSpec(modification.seconds(), modification.nanos()),
                followFlags(followLinks)));
  }

  @Override
  public CompletableFuture<FilesystemStatus> statfs(int mount, String path) {
    return calls.on(
        mount,
        call ->
            call.make(
                name("statfs", path),
                () -> Statuses.of(LinuxPaths.statfs(call.mount().absolute(path)))));
  }

  private <T> CompletableFuture<T> make(int mount, String name, Function<Fd, T> systemCall) {
    return calls.on(mount, call -> call.make(name, () -> systemCall.apply(call.root())));
  }

  private CompletableFuture<Void> run(int mount, String name, Consumer<Fd> systemCall) {
    return calls.run(mount, call -> call.run(name, () -> systemCall.accept(call.root())));
  }

  private static int followFlags(boolean followLinks) {
    return followLinks ? 0 : LinuxPaths.AT_SYMLINK_NOFOLLOW;
  }

  private static String name(String systemCall, String path, String... arguments) {
    String first = systemCall + "(" + quoted(path);
    return arguments.length == 0 ? first + ")" : first + ", " + String.join(", ", arguments) + ")";
  }

  private static String octal(int mode) {
    return "mode 0" + Integer.toOctalString(mode);
  }
}
