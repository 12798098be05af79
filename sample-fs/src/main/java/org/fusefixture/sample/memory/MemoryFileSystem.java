package org.fusefixture.sample.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.LookupCounts;
import org.fusefixture.filesystem.Snapshots;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.ExtentReply;
import org.fusefixture.protocol.reply.IoctlReply;
import org.fusefixture.protocol.reply.LockReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.LockRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * A complete POSIX filesystem in memory. Options: {@code capacity}, the most bytes of content, and
 * {@code inodes}, the most inodes; both may end in k, m or g.
 *
 * <p>It does what POSIX and Linux ask of a filesystem, and leaves to the kernel what the kernel
 * does for it: permissions (default_permissions), the umask, and the caching of names and
 * attributes, which change through the kernel only.
 *
 * <p>To break it on purpose, override one operation, or one of the places through which all
 * operations go: {@link #serveWrite} (content), {@link #shown} (attributes), {@link #stored} and
 * {@link #lists} (names), {@link #validity()} (caching). {@link MemoryAccess} has what a subclass
 * may do to files and names.
 */
public class MemoryFileSystem extends MemoryAccess
    implements StoredContent, LookupCounts, Snapshots {
  /**
   * An entry of a directory.
   *
   * @param name within the directory
   * @param inode its number
   * @param mode file type and permissions
   */
  public record ListedEntry(FileName name, long inode, int mode) {}

  private static final int O_EXCL = 0200;
  private static final int O_TRUNC = 01000;
  private static final int O_NOATIME = 01000000;

  /** FUSE_OPEN_KILL_SUIDGID of include/uapi/linux/fuse.h. */
  private static final int OPEN_KILL_SUIDGID = 1;

  /** FUSE_LK_FLOCK of include/uapi/linux/fuse.h. */
  private static final int LOCK_FLOCK = 1;

  /** FALLOC_FL_* of include/uapi/linux/falloc.h. */
  private static final int KEEP_SIZE = 1;

  private static final int PUNCH_HOLE = 2;
  private static final int ZERO_RANGE = 0x10;

  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  /** The most bytes of one COPY_FILE_RANGE, so that a thread of the session is soon free. */
  private static final long COPY_LIMIT = 1L << 30;

  private final FileLocks locks = new FileLocks();
  private final OpenFiles openFiles = new OpenFiles();
  private final MemorySnapshots snapshots = new MemorySnapshots(tree(), inodes());

  /**
   * Called by the fixture.
   *
   * @param context has the options
   */
  public MemoryFileSystem(FilesystemContext context) {
    this(context, Clock.systemUTC());
  }

  /**
   * A filesystem with its own clock.
   *
   * @param context has the options
   * @param clock gives the times of inodes
   */
  protected MemoryFileSystem(FilesystemContext context, InstantSource clock) {
    super(MemoryOptions.of(context), clock);
  }

  @Override
  public FilesystemOptions options() {
    return FilesystemOptions.defaults()
        .withName("memory")
        .withInitFlag(InitFlag.ATOMIC_O_TRUNC)
        .withInitFlag(InitFlag.HANDLE_KILLPRIV_V2)
        .withInitFlag(InitFlag.POSIX_LOCKS)
        .withInitFlag(InitFlag.FLOCK_LOCKS)
        .withInitFlag(InitFlag.DO_READDIRPLUS)
        .withInitFlag(InitFlag.READDIRPLUS_AUTO)
        .withInitFlag(InitFlag.EXPORT_SUPPORT);
  }

  @Override
  public void takeSnapshot(String name) {
    snapshots.take(name);
  }

  @Override
  public List<Snapshots.Stale> rollBack(String name) {
    return snapshots.rollBack(name);
  }

  @Override
  public void stop() {
    locks.clear();
    inodes().clear();
  }

  @Override
  public void interrupt(Unique unique) {
    locks.interrupt(unique.value());
  }

  // Open files

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    RegularFile file = inodes().file(request.nodeId());
    if ((request.flags() & O_TRUNC) != 0) {
      truncate(file, request.openFlags(), Caller.of(request));
    }
    reply.opened(openFiles.add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  private void truncate(RegularFile file, int openFlags, Caller caller) {
    file.content().truncate(0);
    file.modified(now());
    if ((openFlags & OPEN_KILL_SUIDGID) != 0) {
      file.dropPrivileges(caller);
    } else {
      file.dropCapability();
    }
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    RegularFile file;
    try {
      file =
          tree()
              .create(
                  request.nodeId(),
                  stored(request.name()),
                  factory().file(request.mode(), Inode.Owner.callerOf(request)));
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EEXIST || (request.flags() & O_EXCL) != 0) {
        throw e;
      }
      file = openExisting(request);
    }
    reply.created(entry(file), openFiles.add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  /** Somebody made the file after the kernel had found the name free. */
  private RegularFile openExisting(MakeRequest.Create request) {
    Inode found = tree().lookup(request.nodeId(), stored(request.name()));
    if (found instanceof RegularFile file) {
      if ((request.flags() & O_TRUNC) != 0) {
        truncate(file, request.openFlags(), Caller.of(request));
      }
      return file;
    }
    if (found != null) {
      inodes().forget(new NodeId(found.number()), 1);
    }
    throw new ErrnoException(Errno.EEXIST, "\"" + request.name() + "\" is no regular file");
  }

  @Override
  public void tmpfile(MakeRequest.Tmpfile request, CreateReply reply) {
    boolean linkable = (request.flags() & O_EXCL) == 0;
    RegularFile file =
        tree()
            .createUnnamed(
                request.nodeId(),
                factory().unnamedFile(request.mode(), Inode.Owner.callerOf(request), linkable));
    reply.created(entry(file), openFiles.add(file), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  @Override
  public void flush(HandleRequest.Flush request, EmptyReply reply) {
    locks.closed(request.nodeId().value(), request.lockOwner());
    reply.ok();
  }

  @Override
  public void release(HandleRequest.Release request, EmptyReply reply) {
    locks.released(request.nodeId().value(), request.fileHandle().value());
    openFiles.remove(request.fileHandle());
    reply.ok();
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    reply.ok();
  }

  @Override
  public void fsyncdir(HandleRequest.Fsync request, EmptyReply reply) {
    reply.ok();
  }

  @Override
  public void syncfs(EmptyRequest request, EmptyReply reply) {
    reply.ok();
  }

  // Content

  @Override
  public void read(ReadRequest request, DataReply reply) {
    RegularFile file = file(request.fileHandle(), request.nodeId());
    ByteBuffer room = reply.room();
    int wanted = Math.min(request.size(), room.remaining());
    file.content().read(request.offset().bytes(), wanted, room);
    if ((request.flags() & O_NOATIME) == 0) {
      file.accessed(now());
    }
    reply.filled();
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    RegularFile file = file(request.fileHandle(), request.nodeId());
    serveWrite(new PendingWrite(file, clock(), request), reply);
  }

  /**
   * Stores a payload, then acknowledges it; a broken filesystem does otherwise.
   *
   * @param write what to store
   * @param reply gets the number of bytes that were stored
   */
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    reply.written(write.store());
  }

  /**
   * Makes a file as long as a WRITE would, without storing bytes or a time.
   *
   * @param request the WRITE
   */
  protected final void extend(WriteRequest request) {
    RegularFile file = file(request.fileHandle(), request.nodeId());
    file.content().extend(request.offset().bytes(), request.size());
  }

  private RegularFile file(FileHandle handle, NodeId nodeId) {
    RegularFile file = openFiles.get(handle);
    return file != null && file.number() == nodeId.value() ? file : inodes().file(nodeId);
  }

  @Override
  public void lseek(ExtentRequest.Lseek request, ExtentReply.Lseek reply) {
    FileContent content = inodes().file(request.nodeId()).content();
    long offset = request.offset().bytes();
    long found =
        switch (request.whence()) {
          case SEEK_DATA -> content.seek(offset, true);
          case SEEK_HOLE -> content.seek(offset, false);
          default -> throw new ErrnoException(Errno.EINVAL, "whence " + request.whence());
        };
    reply.found(new Offset(found));
  }

  @Override
  public void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
    RegularFile file = inodes().file(request.nodeId());
    allocate(request, file.content());
    file.modified(now());
    reply.ok();
  }

  /**
   * Changes the space of a file. Collapsing and inserting ranges is refused, as the kernel does
   * before it asks (fuse_file_fallocate of fs/fuse/file.c, Linux 6.12).
   */
  private static void allocate(ExtentRequest.Fallocate request, FileContent content) {
    int mode = request.mode();
    long offset = request.offset().bytes();
    boolean keepSize = (mode & KEEP_SIZE) != 0;
    switch (mode & ~KEEP_SIZE) {
      case 0 -> content.allocate(offset, request.length(), false, keepSize);
      case ZERO_RANGE -> content.allocate(offset, request.length(), true, keepSize);
      case PUNCH_HOLE -> {
        if (!keepSize) {
          throw new ErrnoException(Errno.EOPNOTSUPP, "PUNCH_HOLE goes with KEEP_SIZE");
        }
        content.punch(offset, request.length());
      }
      default -> throw new ErrnoException(Errno.EOPNOTSUPP, "fallocate mode " + mode);
    }
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
    if (request.flags() != 0) {
      throw new ErrnoException(Errno.EINVAL, "copy_file_range flags " + request.flags());
    }
    RegularFile source = inodes().file(request.nodeId());
    RegularFile target = inodes().file(request.targetNodeId());
    long copied =
        new CopyRange(source.content(), target.content())
            .copy(
                request.offset().bytes(),
                request.targetOffset().bytes(),
                Math.min(request.length(), COPY_LIMIT));
    source.accessed(now());
    target.modified(now());
    return copied;
  }

  @Override
  public void ioctl(IoctlRequest request, IoctlReply reply) {
    reply.fail(Errno.ENOTTY);
  }

  // Locks

  @Override
  public void getlk(LockRequest request, LockReply reply) {
    reply.lock(locks.test(scope(request), LockList.Span.of(request)));
  }

  @Override
  public void setlk(LockRequest request, EmptyReply reply) {
    locks.set(scope(request), LockList.Span.of(request));
    reply.ok();
  }

  @Override
  public void setlkw(LockRequest request, EmptyReply reply) {
    locks.setOrWait(scope(request), LockList.Span.of(request), request.unique().value(), reply);
  }

  private static FileLocks.Scope scope(LockRequest request) {
    return new FileLocks.Scope(request.nodeId().value(), (request.flags() & LOCK_FLOCK) != 0);
  }

  @Override
  public Map<NodeId, Long> lookupCounts() {
    return inodes().lookupCounts();
  }

  // Stored content

  @Override
  public long storedSize(String path) throws IOException {
    return stored(path).size();
  }

  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    RegularFile file = stored(path);
    if (!target.hasRemaining()) {
      return 0;
    }
    int count = file.content().read(offset, target.remaining(), target);
    return count == 0 ? -1 : count;
  }

  private RegularFile stored(String path) throws NoSuchFileException {
    if (find(path) instanceof RegularFile file) {
      return file;
    }
    throw new NoSuchFileException(path);
  }
}
