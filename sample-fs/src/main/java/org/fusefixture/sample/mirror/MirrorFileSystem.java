package org.fusefixture.sample.mirror;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.filesystem.LookupCounts;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.passthrough.FilesystemIds;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.OpenInode;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
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
import org.fusefixture.protocol.request.WriteRequest;

/**
 * Passes another directory through. Option {@code directory} names it; without the option it is the
 * mount's own backing directory.
 *
 * <p>Payloads move straight into the backing file (by splice(2) where they come in a pipe), and
 * what is read moves straight out of it. The kernel keeps the locks, so nobody but this mount may
 * change the directory. The filesystem acts as the user who runs it, usually root, since the kernel
 * has checked permissions; new files belong to the caller.
 *
 * <p>Whatever is mounted below the directory is shown as part of one filesystem. Inode numbers of
 * the directory's own filesystem are shown as they are, those of others with a mark of theirs. A
 * listing shows a file on which another file is mounted with the number of the one beneath.
 */
public final class MirrorFileSystem extends MirrorNames implements StoredContent, LookupCounts {
  /** FUSE_OPEN_KILL_SUIDGID of include/uapi/linux/fuse.h. */
  private static final int OPEN_KILL_SUIDGID = 1;

  /** FUSE_FSYNC_FDATASYNC of include/uapi/linux/fuse.h. */
  private static final int FSYNC_DATA = 1;

  /**
   * Not passed on to the backing file. The kernel has turned O_APPEND into an offset, which
   * pwrite(2) and splice(2) would ignore; O_DIRECT asks for an alignment that pipes and headers do
   * not have.
   */
  private static final int NOT_PASSED_ON =
      OpenFlag.O_APPEND | OpenFlag.O_DIRECT | OpenFlag.O_NOFOLLOW | OpenFlag.O_NOCTTY;

  private final Path directory;

  /**
   * Called by the fixture.
   *
   * @param context has the options
   */
  public MirrorFileSystem(FilesystemContext context) {
    directory = HeldInode.chosen(context);
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
    start(HeldInode.directory(directory).inode());
  }

  @Override
  public void stop() {
    handles().clear().forEach(OpenInode::close);
    nodes().clear();
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    HeldInode inode = inode(request.nodeId());
    OpenInode file = inode.open(request.flags() & ~NOT_PASSED_ON);
    if ((request.openFlags() & OPEN_KILL_SUIDGID) != 0) {
      inode.dropPrivileges(Caller.of(request));
    }
    reply.opened(handles().add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    int flags = request.flags() & ~NOT_PASSED_ON | OpenFlag.O_CREAT | OpenFlag.O_NOFOLLOW;
    try {
      create(request, request.name(), flags | OpenFlag.O_EXCL, false, reply);
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EEXIST || (flags & OpenFlag.O_EXCL) != 0) {
        throw e;
      }
      // Made since the kernel looked: only a file that was there before loses set-user-ID.
      boolean kill = (request.openFlags() & OPEN_KILL_SUIDGID) != 0;
      create(request, request.name(), flags, kill, reply);
    }
  }

  @Override
  public void tmpfile(MakeRequest.Tmpfile request, CreateReply reply) {
    int flags = request.flags() & ~NOT_PASSED_ON & ~OpenFlag.O_CREAT | OpenFlag.O_TMPFILE;
    create(request, FileName.of("."), flags, false, reply);
  }

  private void create(
      MakeRequest.OpenedFile request, FileName name, int flags, boolean kill, CreateReply reply) {
    HeldInode parent = inode(request.nodeId());
    Caller caller = Caller.of(request);
    int permissions = request.mode() & 07777;
    OpenInode file = FilesystemIds.as(caller, () -> parent.create(name, flags, permissions));
    Entry entry;
    try {
      if (kill) {
        dropPrivileges(file, caller);
      }
      entry = remember(HeldInode.of(file));
    } catch (ErrnoException e) {
      file.close();
      throw e;
    }
    reply.created(entry, handles().add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  private static void dropPrivileges(OpenInode file, Caller caller) {
    try (HeldInode inode = HeldInode.of(file).inode()) {
      inode.dropPrivileges(caller);
    }
  }

  private OpenInode file(FileHandle handle) {
    return handles().get(handle);
  }

  @Override
  public void release(HandleRequest.Release request, EmptyReply reply) {
    release(request.fileHandle());
    reply.ok();
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    reply.file(file(request.fileHandle()).descriptor(), request.offset(), request.size());
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    OpenInode file = file(request.fileHandle());
    if ((request.writeFlags() & WriteRequest.FLAG_KILL_SUIDGID) != 0) {
      // Before the write, as file_remove_privs of fs/inode.c: the new content never has them.
      inode(request.nodeId()).dropPrivileges(Caller.of(request));
    }
    reply.written(request.payload().transferTo(file.descriptor(), request.offset()));
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    OpenInode file = file(request.fileHandle());
    if ((request.flags() & FSYNC_DATA) != 0) {
      file.fdatasync();
    } else {
      file.fsync();
    }
    reply.ok();
  }

  @Override
  public void syncfs(EmptyRequest request, EmptyReply reply) {
    // syncfs(2) takes no descriptor of O_PATH.
    try (OpenInode any = inode(NodeId.ROOT).open(OpenFlag.O_RDONLY)) {
      any.syncfs();
    }
    reply.ok();
  }

  @Override
  public void lseek(ExtentRequest.Lseek request, ExtentReply.Lseek reply) {
    OpenInode file = file(request.fileHandle());
    reply.found(new Offset(file.lseek(request.offset().bytes(), request.whence())));
  }

  @Override
  public void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
    file(request.fileHandle())
        .fallocate(request.mode(), request.offset().bytes(), request.length());
    reply.ok();
  }

  @Override
  public void copyFileRange(CopyFileRangeRequest request, WriteReply reply) {
    reply.written(copy(request));
  }

  @Override
  public void copyFileRange64(CopyFileRangeRequest request, WriteReply reply) {
    reply.written(copy(request));
  }

  private long copy(CopyFileRangeRequest request) {
    return file(request.fileHandle())
        .copyFileRange(
            request.offset().bytes(),
            file(request.targetFileHandle()),
            request.targetOffset().bytes(),
            request.length());
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
