package org.fusefixture.junit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ClientProcessService.StampedWrite;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.control.PathService;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.report.ListingReport;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/**
 * The process that uses a mount, inside the sandbox. Each method is one system call there; paths
 * are relative to the root of the mount.
 *
 * <p>A call that fails throws {@link ClientIOException} with the error number; one that takes
 * longer than the mount's limit has its connection aborted, and throws with the server's stacks.
 */
public final class Client {
  private static final int DEFAULT_FILE_MODE = 0644;
  private static final int DEFAULT_DIRECTORY_MODE = 0755;

  private final MountCalls calls;
  private final Server server;

  Client(MountCalls calls, Server server) {
    this.calls = calls;
    this.server = server;
  }

  /**
   * openat(2); a file that this creates has the permissions 0644.
   *
   * @param path of the file
   * @param options read-only where no kind of access is among them
   * @return the open file
   */
  public ClientFile open(String path, FileOption... options) {
    return open(path, DEFAULT_FILE_MODE, options);
  }

  /**
   * openat(2).
   *
   * @param path of the file
   * @param options read-only where no kind of access is among them
   * @param permissions of a file that this creates; the umask is 0
   * @return the open file
   */
  public ClientFile open(String path, int permissions, FileOption... options) {
    int flags = FileOption.bits(options);
    int file =
        call("open", path, agent -> agent.files().open(calls.mount(), path, flags, permissions));
    return new ClientFile(calls, this, file, path);
  }

  /**
   * {@return page-aligned memory of the client, zeroed} mmap(2) of anonymous pages.
   *
   * @param size in bytes
   */
  public PageBuffer allocate(ByteSize size) {
    return allocate(size, "");
  }

  /** Memory for a file: the path is that of its stamps. */
  PageBuffer allocate(ByteSize size, String path) {
    return allocate(size, path, false);
  }

  PageBuffer allocate(ByteSize size, String path, boolean huge) {
    PageService.Allocated pages =
        calls.call("allocate " + size, agent -> agent.pages().allocate(size.bytes(), huge));
    return new PageBuffer(new ClientPages(calls, pages), path);
  }

  /**
   * Starts a call, and returns when a fault holds it up: when the request is in the server, at the
   * phase of the fault.
   *
   * <pre>{@code
   * Receipt held = fs.faults().on(WRITE).path("notes").at(RECEIVED).hang();
   * try (var write = fs.client().during(held, () -> file.write(pages))) {
   *   pages.unmap();
   *   assertThat(write.finish()).isEqualTo(pages.size());
   * }
   * }</pre>
   *
   * @param <T> what the call returns
   * @param call one call of the client
   * @param hang a fault that holds it up, and is released at its end
   * @return the call, which waits
   * @throws IllegalStateException with the near misses if the call returns instead
   */
  public <T> CallUnderWay<T> during(Receipt hang, Supplier<T> call) {
    long before = hang.fired();
    return new CallUnderWay<>(call, hang::release, calls.limit())
        .awaitHeld(() -> hang.fired() > before, () -> hang.now().toString());
  }

  /**
   * Stops the server, starts a call, and returns when its first request waits in the kernel's
   * queue: no byte of it was read. The server goes on when the call is to end.
   *
   * <p>Before a WRITE the kernel asks for the attribute security.capability (file_remove_privs of
   * fs/inode.c), unless the filesystem has answered GETXATTR with ENOSYS once.
   *
   * @param <T> what the call returns
   * @param call one call of the client
   * @return the call, which waits
   */
  public <T> CallUnderWay<T> whileQueued(Supplier<T> call) {
    server.pause();
    int before = server.waiting();
    return new CallUnderWay<>(call, server::resume, calls.limit())
        .awaitHeld(() -> server.waiting() > before, () -> "no request came into the queue");
  }

  /**
   * Makes one allocation of the kernel fail during a call: on a kernel with fault injection, as the
   * patched one. The n-th of that call, always the same one, and none of another.
   *
   * <pre>{@code
   * FailedAllocation<ByteSize> failed = fs.client().failAllocation(3).of(() -> file.write(pages));
   * assertThat(failed.error()).contains(ENOMEM);
   * }</pre>
   *
   * @param nth which one, from 1
   * @return what makes the call
   */
  public AllocationFailure failAllocation(int nth) {
    return new AllocationFailure(calls, nth, false);
  }

  /** {@return a copy of the client process, made by fork(2)} */
  public ForkedClient fork() {
    return new ForkedClient(calls, calls.call("fork the client", agent -> agent.forks().fork()));
  }

  /**
   * Starts another client process, which opens a file, creating it if need be, and writes stamped
   * pages to its start, in one pwrite(2) with O_DIRECT. Returns when it is about to write.
   *
   * @param path of the file
   * @param size of the pages
   * @param generation of their stamp
   * @return the process
   */
  public ClientProcess startWriter(String path, ByteSize size, long generation) {
    StampedWrite write =
        new StampedWrite(calls.mount(), path, true, calls.stamp(path, generation), size.bytes(), 0);
    return new ClientProcess(
        calls, call("start a writer of", path, agent -> agent.processes().start(write)));
  }

  /**
   * {@return what the client puts into a file in a generation}
   *
   * @param path of the file
   * @param generation of the stamp
   */
  public Stamp stampOf(String path, long generation) {
    return calls.stamp(path, generation);
  }

  /**
   * Compares all of a file, read through the mount, with a stamp.
   *
   * @param path of the file
   * @param expected the stamp
   * @param direct through O_DIRECT instead of the page cache
   * @return what it was found to hold
   */
  public FileVerdict verify(String path, Stamp expected, boolean direct) {
    return calls.note(
        path,
        direct ? "with O_DIRECT" : "through the page cache",
        call(
            "verify",
            path,
            agent ->
                agent.verdicts().verify(StampedFile.whole(calls.mount(), path, expected, direct))));
  }

  /**
   * {@return the status of a file: stat(2)}
   *
   * @param path of the file; a symbolic link is followed
   */
  public FileStatus stat(String path) {
    return stat(path, true);
  }

  /**
   * {@return the status of a file, or of a symbolic link itself: lstat(2)}
   *
   * @param path of the file
   */
  public FileStatus lstat(String path) {
    return stat(path, false);
  }

  private FileStatus stat(String path, boolean followLinks) {
    return call("stat", path, agent -> agent.paths().stat(calls.mount(), path, followLinks));
  }

  /**
   * {@return whether lstat(2) finds something} Any error but ENOENT is thrown.
   *
   * @param path of the file; a symbolic link is not followed
   */
  public boolean exists(String path) {
    try {
      lstat(path);
      return true;
    } catch (ClientIOException e) {
      if (e.errno().filter(Errno.ENOENT::equals).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  /**
   * {@return the entries of a directory in the order of the kernel, without "." and ".."}
   *
   * @param path of the directory
   */
  public List<DirectoryEntry> list(String path) {
    PathService.Listing listing =
        call("list", path, agent -> agent.paths().list(calls.mount(), path));
    if (listing.truncated()) {
      throw new IllegalStateException(
          "the directory \"" + path + "\" has more than " + PathService.MOST_ENTRIES + " entries");
    }
    return listing.entries();
  }

  /**
   * {@return the names in a directory in the order of the kernel, without "." and ".."}
   *
   * @param path of the directory
   */
  public List<String> names(String path) {
    return list(path).stream().map(DirectoryEntry::name).toList();
  }

  /**
   * Makes a directory with files, and lists it while files that were listed already are removed:
   * all calls by the client itself, close together.
   *
   * @param directory to make
   * @param files number of files in it
   * @return what the listing showed
   */
  public ListingReport listAcrossRemoval(String directory, int files) {
    return call(
        "list across removal",
        directory,
        agent -> agent.exercises().listAcrossRemoval(calls.mount(), directory, files));
  }

  /**
   * mkdir(2) with the permissions 0755.
   *
   * @param path of the new directory
   */
  public void mkdir(String path) {
    mkdir(path, DEFAULT_DIRECTORY_MODE);
  }

  /**
   * mkdir(2).
   *
   * @param path of the new directory
   * @param permissions for example 0755; the umask is 0
   */
  public void mkdir(String path, int permissions) {
    call("mkdir", path, agent -> agent.paths().mkdir(calls.mount(), path, permissions));
  }

  /**
   * mknod(2) of a FIFO, a socket or a regular file.
   *
   * @param path of the new node
   * @param mode file type and permissions
   */
  public void mknod(String path, int mode) {
    call("mknod", path, agent -> agent.paths().mknod(calls.mount(), path, mode));
  }

  /**
   * unlink(2).
   *
   * @param path of the file
   */
  public void unlink(String path) {
    call("unlink", path, agent -> agent.paths().unlink(calls.mount(), path));
  }

  /**
   * rmdir(2).
   *
   * @param path of the empty directory
   */
  public void rmdir(String path) {
    call("rmdir", path, agent -> agent.paths().rmdir(calls.mount(), path));
  }

  /**
   * renameat2(2).
   *
   * @param from the old path
   * @param to the new path
   * @param options none for rename(2)
   */
  public void rename(String from, String to, RenameOption... options) {
    int flags = RenameOption.bits(options);
    call("rename", from, agent -> agent.paths().rename(calls.mount(), from, to, flags));
  }

  /**
   * symlink(2).
   *
   * @param path of the new link
   * @param text what the link holds
   */
  public void symlink(String text, String path) {
    call("symlink", path, agent -> agent.paths().symlink(calls.mount(), text, path));
  }

  /**
   * link(2).
   *
   * @param existing path of the file
   * @param path another one for it
   */
  public void link(String existing, String path) {
    call("link", path, agent -> agent.paths().link(calls.mount(), existing, path));
  }

  /**
   * {@return what a symbolic link holds: readlink(2)}
   *
   * @param path of the link
   */
  public String readlink(String path) {
    return call("readlink", path, agent -> agent.paths().readlink(calls.mount(), path));
  }

  /**
   * chmod(2).
   *
   * @param path of the file
   * @param permissions for example 0644
   */
  public void chmod(String path, int permissions) {
    call("chmod", path, agent -> agent.paths().chmod(calls.mount(), path, permissions));
  }

  /**
   * chown(2); -1 leaves the user or the group.
   *
   * @param path of the file; a symbolic link is followed
   * @param uid the new owner, or -1
   * @param gid the new group, or -1
   */
  public void chown(String path, int uid, int gid) {
    call("chown", path, agent -> agent.paths().chown(calls.mount(), path, uid, gid, true));
  }

  /**
   * utimensat(2).
   *
   * @param path of the file; a symbolic link is followed
   * @param access time of the last access
   * @param modification time of the last change of the content
   */
  public void utimens(String path, TimeSpec access, TimeSpec modification) {
    call(
        "utimensat",
        path,
        agent -> agent.paths().utimensat(calls.mount(), path, access, modification, true));
  }

  /**
   * setxattr(2).
   *
   * @param path of the file
   * @param name with its namespace, as in {@code user.colour}
   * @param value of the attribute
   */
  public void setXattr(String path, String name, byte[] value) {
    call(
        "setxattr " + name,
        path,
        agent -> agent.xattrs().setxattr(calls.mount(), path, name, value, 0, true));
  }

  /**
   * {@return the value of an extended attribute: getxattr(2)}
   *
   * @param path of the file
   * @param name with its namespace
   */
  public byte[] getXattr(String path, String name) {
    return call(
        "getxattr " + name,
        path,
        agent -> agent.xattrs().getxattr(calls.mount(), path, name, true));
  }

  /**
   * {@return the names of the extended attributes of a file, with their namespaces: listxattr(2)}
   *
   * @param path of the file
   */
  public List<String> listXattr(String path) {
    return call("listxattr", path, agent -> agent.xattrs().listxattr(calls.mount(), path, true));
  }

  /**
   * removexattr(2).
   *
   * @param path of the file
   * @param name with its namespace
   */
  public void removeXattr(String path, String name) {
    call(
        "removexattr " + name,
        path,
        agent -> agent.xattrs().removexattr(calls.mount(), path, name, true));
  }

  /**
   * {@return the sizes of the filesystem: statfs(2)}
   *
   * @param path of any file
   */
  public FilesystemStatus statfs(String path) {
    return call("statfs", path, agent -> agent.paths().statfs(calls.mount(), path));
  }

  /**
   * Creates or truncates a file and writes a short text to it, in UTF-8.
   *
   * @param path of the file
   * @param text at most 64 KiB
   */
  public void writeText(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (ClientFile file =
        open(path, FileOption.CREATE, FileOption.TRUNCATE, FileOption.WRITE_ONLY)) {
      file.write(bytes);
    }
  }

  /**
   * {@return the content of a short file, at most 64 KiB in UTF-8}
   *
   * @param path of the file
   */
  public String readText(String path) {
    try (ClientFile file = open(path, FileOption.READ_ONLY)) {
      return new String(file.read(ByteSize.bytes(file.stat().size())), StandardCharsets.UTF_8);
    }
  }

  private <T> T call(
      String name, String path, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " \"" + path + '"', request);
  }
}
