package org.fusefixture.backing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.NodeTable;
import org.fusefixture.internal.passthrough.OpenInode;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.XattrName;

/** The real directory: what survives. Guarded by the volume's lock. */
final class Disk implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  /** Of statfs(2). */
  private static final long ST_NOATIME = 1024;

  private static final long ST_NODIRATIME = 2048;
  private static final long ST_RELATIME = 4096;
  private static final Duration RELATIVE = Duration.ofHours(24);

  private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER);
  private final NodeTable<CachedInode> inodes;
  private final DirtyPages dirty;
  private CachedInode root;
  private Probes probes;
  private long mountFlags;

  Disk(NodeTable<CachedInode> inodes, DirtyPages dirty) {
    this.inodes = inodes;
    this.dirty = dirty;
  }

  /** Starts with the directory itself. */
  void openRoot(Path directory) {
    HeldInode.Found found = HeldInode.directory(directory);
    root = inodes.addRoot(found.inode(), nodeId -> new CachedInode(nodeId, Statx.S_IFDIR));
    root.load(found.status(), dirty);
    probes = new Probes(found.inode());
    mountFlags = found.inode().mountFlags();
  }

  /** Blocks of an inode as programs see it, in units of 512 bytes. */
  long blocks(CachedInode inode) {
    if (inode.isFile()) {
      return use(inode, inode.content::blocks);
    }
    return inode.isHeld() ? inode.held().stat().blocks() : probes.blocks(inode.type);
  }

  /** Whether reading an inode now changes its time of access, by the options of the mount below. */
  boolean touches(CachedInode inode, TimeSpec now) {
    if ((mountFlags & ST_NOATIME) != 0
        || inode.isDirectory() && (mountFlags & ST_NODIRATIME) != 0) {
      return false;
    }
    Instant access = inode.access.toInstant();
    return (mountFlags & ST_RELATIME) == 0
        || !access.isAfter(inode.modify.toInstant())
        || !access.isAfter(inode.change.toInstant())
        || !access.plus(RELATIVE).isAfter(now.toInstant()); // relatime_need_update of fs/inode.c
  }

  /** What the disk would refuse. */
  Probes probes() {
    return probes;
  }

  FilesystemStatistics statfs() {
    return root.held().statfs();
  }

  /**
   * Fails if nobody may change an inode: EROFS, or EPERM if it is immutable. One that can only be
   * appended to (chattr(1)) counts as immutable.
   *
   * @param growing whether a name is added to a directory, which appending permits
   */
  static void requireWritable(CachedInode inode, boolean growing) {
    if (inode.isHeld()) {
      inode.held().requireWritable();
      boolean appendOnly = (inode.held().stat().attributes() & Statx.APPEND_ONLY) != 0;
      if (appendOnly && !growing) {
        throw new ErrnoException(Errno.EPERM, inode.pathName() + " can only be appended to");
      }
    }
  }

  /** The inode that has a name on the disk. */
  CachedInode open(CachedInode directory, FileName name) {
    HeldInode.Found found = directory.held().openat(name);
    CachedInode known = inodes.find(found.status());
    if (known != null) {
      found.inode().close();
      return known;
    }
    CachedInode inode = inodes.add(nodeId -> new CachedInode(nodeId, found.status().type()));
    inodes.hold(inode, found.inode());
    inode.load(found.status(), dirty);
    return inode;
  }

  /** Shows programs what the disk has; false if the disk does not have the inode any more. */
  boolean reload(CachedInode inode) {
    Statx status = inode.held().stat();
    if (status.links() == 0) {
      return false;
    }
    inode.load(status, dirty);
    return true;
  }

  /** The entries of a directory. */
  Map<FileName, CachedInode.Child> list(CachedInode directory) {
    Map<FileName, CachedInode.Child> entries = new LinkedHashMap<>();
    try (OpenInode open = directory.held().openQuietly(OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY)) {
      open.list(
          0,
          entry -> {
            if (!entry.isDots()) {
              entries.put(
                  FileName.of(entry.name().toBytes()),
                  new CachedInode.Child(entry.type() << 12, null));
            }
            return true;
          });
    }
    return entries;
  }

  /** The extended attributes of an inode; none where the disk's filesystem has none. */
  Map<XattrName, byte[]> xattrs(CachedInode inode) {
    Map<XattrName, byte[]> found = new LinkedHashMap<>();
    try {
      for (XattrName name : inode.held().listxattr()) {
        found.put(name, inode.held().getxattr(name));
      }
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EOPNOTSUPP) {
        throw e;
      }
    }
    return found;
  }

  /** Does something with the file of an inode; with an empty one if it never had a name. */
  <T> T use(CachedInode inode, Function<DurableFile, T> use) {
    if (!inode.isHeld()) {
      return use.apply(DurableFile.NONE);
    }
    try (OpenedFile file = file(inode)) {
      return use.apply(file);
    }
  }

  /** As {@link #use}, without a result. */
  void change(CachedInode inode, Consumer<DurableFile> change) {
    use(
        inode,
        file -> {
          change.accept(file);
          return null;
        });
  }

  /** A regular file that the disk has, to be closed. */
  OpenedFile file(CachedInode inode) {
    return new OpenedFile(inode.held());
  }

  /** Gives an inode a name; makes it, if the disk does not have it. */
  void enter(CachedInode directory, FileName name, CachedInode inode) {
    HeldInode parent = directory.held();
    if (inode.isHeld()) {
      parent.linkat(inode.held(), name);
      return;
    }
    switch (inode.type) {
      case Statx.S_IFDIR -> parent.mkdirat(name, 0700);
      case Statx.S_IFLNK -> parent.symlinkat(inode.target, name);
      default -> parent.mknodat(name, inode.type | 0600, inode.device);
    }
    inodes.hold(inode, parent.openat(name).inode());
  }

  /** Makes truncations, owner, mode, extended attributes and times durable. */
  void writeAttributes(CachedInode inode) {
    if (inode.isFile() && inode.content.isTruncated()) {
      try (OpenedFile file = file(inode)) {
        inode.content.applyTruncations(file);
      }
    }
    Statx status = inode.held().stat();
    if (status.uid() != inode.uid || status.gid() != inode.gid) {
      inode.held().chown(inode.uid, inode.gid);
      status = inode.held().stat();
    }
    if (!inode.isSymbolicLink() && status.permissions() != inode.permissions) {
      inode.held().chmod(inode.permissions);
    }
    writeXattrs(inode);
    writeTimes(inode);
  }

  private void writeXattrs(CachedInode inode) {
    if (inode.xattrs == null) {
      return;
    }
    Map<XattrName, byte[]> before = xattrs(inode);
    before.keySet().stream()
        .filter(name -> !inode.xattrs.containsKey(name))
        .forEach(inode.held()::removexattr);
    inode.xattrs.forEach(
        (name, value) -> {
          if (!Arrays.equals(before.get(name), value)) {
            inode.held().setxattr(name, value, 0);
          }
        });
  }

  /** Makes the times durable, after the content. */
  void writeTimes(CachedInode inode) {
    inode.held().utimens(inode.access, inode.modify);
  }

  @Override
  public void close() {
    probes.close();
    inodes.clear();
    buffer.close();
  }

  /** A regular file that the disk has, opened when it is needed. */
  final class OpenedFile implements DurableFile, AutoCloseable {
    private final HeldInode inode;
    private OpenInode opened;
    private boolean writing;

    private OpenedFile(HeldInode inode) {
      this.inode = inode;
    }

    private OpenInode file() {
      if (opened == null) {
        opened = inode.openQuietly(OpenFlag.O_RDONLY);
      }
      return opened;
    }

    private OpenInode writableFile() {
      if (!writing) {
        close();
        opened = inode.openQuietly(OpenFlag.O_RDWR);
        writing = true;
      }
      return opened;
    }

    @Override
    public long size() {
      return inode.stat().size();
    }

    @Override
    public int read(long at, byte[] target, int from, int length) {
      int done = 0;
      while (done < length) {
        int step = (int) Math.min(buffer.size(), length - done);
        int got = (int) file().preadFully(buffer.address(), step, at + done);
        buffer.bytes().get(0, target, from + done, got);
        done += got;
        if (got < step) {
          return done;
        }
      }
      return done;
    }

    @Override
    public void write(long at, byte[] bytes, int from, int length) {
      for (int done = 0; done < length; ) {
        int step = (int) Math.min(buffer.size(), length - done);
        buffer.bytes().put(0, bytes, from + done, step);
        writableFile().pwriteFully(buffer.address(), step, at + done);
        done += step;
      }
    }

    @Override
    public void truncate(long size) {
      writableFile().ftruncate(size);
    }

    @Override
    public long blocks() {
      return inode.stat().blocks();
    }

    @Override
    public long nextData(long at) {
      try {
        return file().lseek(at, LinuxFiles.SEEK_DATA);
      } catch (ErrnoException e) {
        if (e.errno() == Errno.ENXIO) {
          return Long.MAX_VALUE;
        }
        throw e;
      }
    }

    @Override
    public long nextHole(long at) {
      return at >= size() ? at : file().lseek(at, LinuxFiles.SEEK_HOLE);
    }

    @Override
    public void punch(long at, long length) {
      int mode = LinuxFiles.FALLOC_FL_PUNCH_HOLE | LinuxFiles.FALLOC_FL_KEEP_SIZE;
      writableFile().fallocate(mode, at, length);
    }

    @Override
    public void close() {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
