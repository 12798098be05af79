package org.fusefixture.sample.mirror;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.filesystem.LookupCounts;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.ExtentReply;
import org.fusefixture.protocol.reply.IoctlReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * Another directory, passed through. Option {@code directory}: which one; the mount's own backing
 * directory otherwise.
 *
 * <p>Payloads go straight into the backing file (splice(2) where they come in a pipe), and so does
 * what is read come out. Locks are left to the kernel, as nobody but this mount is to change the
 * directory. It acts as whoever runs it, root as a rule, since the kernel has checked permissions;
 * see {@link Caller} for the owner of new files.
 */
public final class MirrorFileSystem extends MirrorNames implements StoredContent, LookupCounts {
  private static final String DIRECTORY = "directory";

  /** FUSE_OPEN_KILL_SUIDGID of include/uapi/linux/fuse.h. */
  private static final int OPEN_KILL_SUIDGID = 1;

  /** FUSE_FSYNC_FDATASYNC of include/uapi/linux/fuse.h. */
  private static final int FSYNC_DATA = 1;

  /**
   * Not passed on to the backing file: the kernel has made an offset of O_APPEND, and pwrite(2) and
   * splice(2) would not heed it; O_DIRECT asks for an alignment that pipes and headers do not have.
   */
  private static final int NOT_PASSED_ON =
      OpenFlag.O_APPEND | OpenFlag.O_DIRECT | OpenFlag.O_NOFOLLOW | OpenFlag.O_NOCTTY;

  private final Path directory;

  public MirrorFileSystem(FilesystemContext context) {
    directory = context.option(DIRECTORY).map(Path::of).orElse(context.backing());
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          DIRECTORY + " (" + directory + ") must be a directory that is there");
    }
  }

  @Override
  public FilesystemOptions options() {
    return FilesystemOptions.defaults()
        .withName("mirror")
        .withInitFlag(InitFlag.ATOMIC_O_TRUNC)
        .withInitFlag(InitFlag.HANDLE_KILLPRIV_V2)
        .withInitFlag(InitFlag.DO_READDIRPLUS)
        .withInitFlag(InitFlag.READDIRPLUS_AUTO);
  }

  /** Takes the process's umask away, as the kernel has applied that of the caller. */
  @Override
  public void start(FilesystemSession session) {
    LinuxProcesses.umask(0);
    Fd root = LinuxPaths.open(LinuxPath.of(directory), OpenFlag.O_PATH | OpenFlag.O_DIRECTORY);
    nodes().addRoot(root, LinuxPaths.status(root));
  }

  @Override
  public void stop() {
    handles().close();
    nodes().close();
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    MirrorNode node = node(request.nodeId());
    Fd file = Backing.call(() -> LinuxPaths.open(node.path(), request.flags() & ~NOT_PASSED_ON));
    if ((request.openFlags() & OPEN_KILL_SUIDGID) != 0) {
      Backing.run(() -> AttributeChanges.dropPrivileges(node));
    }
    reply.opened(handles().add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    MirrorNode parent = node(request.nodeId());
    int flags = request.flags() & ~NOT_PASSED_ON | OpenFlag.O_CREAT | OpenFlag.O_NOFOLLOW;
    answer(
        reply,
        request,
        () ->
            LinuxPaths.openat(
                parent.descriptor(), LinuxPath.of(request.name()), flags, request.mode() & 07777));
  }

  @Override
  public void tmpfile(MakeRequest.Tmpfile request, CreateReply reply) {
    MirrorNode parent = node(request.nodeId());
    int flags = request.flags() & ~NOT_PASSED_ON & ~OpenFlag.O_CREAT | OpenFlag.O_TMPFILE;
    answer(
        reply,
        request,
        () ->
            LinuxPaths.openat(
                parent.descriptor(), LinuxPath.of("."), flags, request.mode() & 07777));
  }

  private void answer(CreateReply reply, Request request, Supplier<Fd> making) {
    Fd file = Backing.call(() -> Caller.as(request, making));
    Entry entry;
    try {
      entry = Backing.call(() -> remember(LinuxPaths.open(LinuxPath.of(file), OpenFlag.O_PATH)));
    } catch (ErrnoException e) {
      file.close();
      throw e;
    }
    reply.created(entry, handles().add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  @Override
  public void release(HandleRequest.Release request, EmptyReply reply) {
    Backing.run(() -> handles().release(request.fileHandle()));
    reply.ok();
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    reply.file(handles().file(request.fileHandle()), request.offset(), request.size());
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    int written =
        request.payload().transferTo(handles().file(request.fileHandle()), request.offset());
    if ((request.writeFlags() & WriteRequest.FLAG_KILL_SUIDGID) != 0) {
      Backing.run(() -> AttributeChanges.dropPrivileges(node(request.nodeId())));
    }
    reply.written(written);
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    Fd file = handles().file(request.fileHandle());
    boolean dataOnly = (request.flags() & FSYNC_DATA) != 0;
    Backing.run(
        () -> {
          if (dataOnly) {
            LinuxFiles.fdatasync(file);
          } else {
            LinuxFiles.fsync(file);
          }
        });
    reply.ok();
  }

  @Override
  public void syncfs(EmptyRequest request, EmptyReply reply) {
    Backing.run(
        () -> {
          // syncfs(2) takes no descriptor of O_PATH.
          try (Fd any = LinuxPaths.open(node(NodeId.ROOT).path(), OpenFlag.O_RDONLY)) {
            LinuxFiles.syncfs(any);
          }
        });
    reply.ok();
  }

  @Override
  public void lseek(ExtentRequest.Lseek request, ExtentReply.Lseek reply) {
    long found =
        Backing.call(
            () ->
                LinuxFiles.lseek(
                    handles().file(request.fileHandle()),
                    request.offset().bytes(),
                    request.whence()));
    reply.found(new Offset(found));
  }

  @Override
  public void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
    Backing.run(
        () ->
            LinuxFiles.fallocate(
                handles().file(request.fileHandle()),
                request.mode(),
                request.offset().bytes(),
                request.length()));
    reply.ok();
  }

  @Override
  public void copyFileRange(CopyFileRangeRequest request, WriteReply reply) {
    reply.written((int) copy(request));
  }

  @Override
  public void copyFileRange64(CopyFileRangeRequest request, WriteReply reply) {
    reply.written(copy(request));
  }

  private long copy(CopyFileRangeRequest request) {
    return Backing.call(
        () ->
            LinuxFiles.copyFileRange(
                handles().file(request.fileHandle()),
                request.offset().bytes(),
                handles().file(request.targetFileHandle()),
                request.targetOffset().bytes(),
                request.length()));
  }

  @Override
  public void ioctl(IoctlRequest request, IoctlReply reply) {
    reply.fail(Errno.ENOTTY);
  }

  @Override
  public Map<NodeId, Long> lookupCounts() {
    return nodes().lookupCounts();
  }

  @Override
  public long storedSize(String path) throws IOException {
    return Files.size(stored(path));
  }

  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    try (FileChannel file = FileChannel.open(stored(path))) {
      return file.read(target, offset);
    }
  }

  private Path stored(String path) throws NoSuchFileException {
    Path inside = Path.of("/", path).normalize();
    Path file = directory.resolve(inside.toString().substring(1));
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path);
    }
    return file;
  }
}
