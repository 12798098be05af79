package org.fusefixture.backing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.Caller;
import org.fusefixture.internal.passthrough.NodeTable;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.XattrName;
import org.fusefixture.storage.FsyncAftermath;
import org.fusefixture.storage.UnsyncedReport;

/**
 * A directory with its cache.
 *
 * <p>A page of content becomes durable when its file is synced. Metadata (names, sizes set by
 * truncation, owners, modes, times, extended attributes) is one transaction, which becomes durable
 * as a whole, before the content of the file, when anything is synced. All methods fail with EIO
 * while the power is cut. Safe for use by several threads.
 */
final class Volume implements AutoCloseable {
  private final NodeTable<CachedInode> inodes = new NodeTable<>();
  private final FileCache.DirtyPages dirty = new FileCache.DirtyPages();
  private final Disk disk = new Disk(inodes, dirty);
  private final Transaction transaction = new Transaction();
  private final CachedNames names;
  private final Durability durability;

  /** Without a name, and in no use; but perhaps the disk has a name of it. */
  private final Set<CachedInode> unused = new LinkedHashSet<>();

  private boolean powered = true;
  private long outages;

  /**
   * @param cacheBytes of dirty pages; when there are more, the files that were written first are
   *     written back
   */
  Volume(Path directory, long cacheBytes) {
    durability = new Durability(inodes, disk, transaction, dirty, cacheBytes);
    names = new CachedNames(disk, transaction, durability);
    disk.openRoot(directory);
  }

  /** How often the power was cut; what was opened before the last cut is unusable. */
  synchronized long outages() {
    return outages;
  }

  synchronized CachedInode inode(NodeId nodeId) {
    requirePower();
    return inodes.get(nodeId);
  }

  synchronized CachedInode lookup(NodeId directory, FileName name) {
    requirePower();
    CachedInode found = names.lookup(inodes.get(directory), name);
    found.remember();
    return found;
  }

  synchronized void forget(NodeId nodeId, long lookups) {
    if (inodes.has(nodeId)) {
      CachedInode inode = inodes.get(nodeId);
      inode.forget(lookups);
      dropUnused(inode);
    }
  }

  /** The names and types in a directory. */
  synchronized List<Map.Entry<FileName, CachedInode.Child>> list(NodeId directory) {
    requirePower();
    return names.entries(inodes.get(directory)).entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Makes an inode under a name; counts as one lookup. */
  synchronized CachedInode create(
      NodeId directory, FileName name, int mode, Caller caller, int device) {
    requirePower();
    CachedInode parent = inodes.get(directory);
    disk.probes().requireType(mode & Statx.S_IFMT);
    names.requireFree(parent, name);
    CachedInode inode = make(parent, mode, caller);
    inode.device = inode.isDevice() ? device : 0;
    names.enter(parent, name, inode);
    inode.remember();
    return inode;
  }

  /** Makes a regular file without a name; counts as one lookup. */
  synchronized CachedInode createUnnamed(NodeId directory, int mode, Caller caller) {
    requirePower();
    CachedInode parent = inodes.get(directory);
    disk.probes().requireType(Statx.S_IFREG);
    Disk.requireWritable(parent, true);
    CachedInode inode = make(parent, mode, caller);
    inode.remember();
    return inode;
  }

  synchronized CachedInode symlink(
      NodeId directory, FileName name, LinkTarget target, Caller caller) {
    requirePower();
    CachedInode parent = inodes.get(directory);
    disk.probes().requireTarget(target);
    names.requireFree(parent, name);
    CachedInode inode = make(parent, Statx.S_IFLNK | 0777, caller);
    inode.target = target;
    names.enter(parent, name, inode);
    inode.remember();
    return inode;
  }

  private CachedInode make(CachedInode parent, int mode, Caller caller) {
    CachedInode inode =
        inodes.add(nodeId -> CachedInode.create(nodeId, mode, caller, parent, dirty));
    try {
      disk.probes().requireOwner(inode.type, inode.uid, inode.gid, inode.permissions);
    } catch (ErrnoException e) {
      inodes.remove(inode);
      throw e;
    }
    return inode;
  }

  synchronized CachedInode link(NodeId existing, NodeId directory, FileName name) {
    requirePower();
    CachedInode inode = inodes.get(existing);
    names.link(inodes.get(directory), name, inode);
    inode.remember();
    return inode;
  }

  synchronized void unlink(NodeId directory, FileName name) {
    requirePower();
    names.unlink(inodes.get(directory), name);
  }

  synchronized void rmdir(NodeId directory, FileName name) {
    requirePower();
    names.rmdir(inodes.get(directory), name);
  }

  /** renameat2(2) with its flags; RENAME_WHITEOUT leaves a character device 0 behind. */
  synchronized void rename(
      NodeId from, FileName name, NodeId to, FileName newName, int flags, Caller caller) {
    requirePower();
    CachedInode directory = inodes.get(from);
    if ((flags & LinuxPaths.RENAME_WHITEOUT) == 0) {
      names.rename(directory, name, inodes.get(to), newName, flags);
      return;
    }
    disk.probes().requireType(Statx.S_IFCHR);
    CachedInode whiteout = make(directory, Statx.S_IFCHR, caller);
    int other = flags & ~LinuxPaths.RENAME_WHITEOUT;
    boolean moved = false;
    try {
      moved =
          other != LinuxPaths.RENAME_EXCHANGE
              && names.rename(directory, name, inodes.get(to), newName, other);
    } finally {
      if (!moved) {
        inodes.remove(whiteout);
      }
    }
    if (other == LinuxPaths.RENAME_EXCHANGE) {
      throw new ErrnoException(Errno.EINVAL, "RENAME_WHITEOUT with RENAME_EXCHANGE");
    }
    if (moved) {
      names.enter(directory, name, whiteout);
    }
  }

  /** Attributes as programs see them. */
  synchronized Attributes attributes(CachedInode inode) {
    requireThere(inode);
    return inode.attributes(disk.blocks(inode));
  }

  /** Somebody has read an inode, which may change its time of access. */
  synchronized void accessed(CachedInode inode) {
    TimeSpec now = CachedInode.now();
    if (!inode.gone && disk.touches(inode, now)) {
      inode.access = now;
      transaction.accessed(inode);
    }
  }

  /**
   * Opens an inode: it stays until it is released.
   *
   * @param flags of open(2)
   */
  synchronized OpenFile open(NodeId nodeId, int flags) {
    requirePower();
    CachedInode inode = inodes.get(nodeId);
    if ((flags & OpenFlag.O_ACCMODE) != OpenFlag.O_RDONLY) {
      Disk.requireWritable(inode, false);
    }
    inode.opened++;
    return new OpenFile(inode, outages, (flags & OpenFlag.O_NOATIME) == 0);
  }

  synchronized void release(CachedInode inode) {
    inode.opened--;
    dropUnused(inode);
  }

  /** Reads, and returns the number of bytes; fewer only where the file ends. */
  synchronized int read(CachedInode inode, long at, byte[] target, int length) {
    requireThere(inode);
    return disk.use(inode, file -> inode.content.read(at, target, length, file));
  }

  /** Writes; the bytes are kept, and must not be changed. */
  synchronized void write(CachedInode inode, long at, byte[] bytes) {
    requireThere(inode);
    durability.requireCache();
    requireSize(inode, at + bytes.length);
    disk.change(inode, file -> inode.content.write(at, bytes, file, durability::requireRoom));
    modified(inode);
  }

  /** Makes a hole, up to an end. */
  synchronized void punch(CachedInode inode, long from, long to) {
    requireThere(inode);
    disk.change(inode, file -> inode.content.punch(from, to, file, durability::requireRoom));
    modified(inode);
  }

  /** Fails if the disk does not support a mode of fallocate(2), or has no room for a range. */
  synchronized void requireFallocate(CachedInode inode, int mode, long length) {
    requireThere(inode);
    disk.probes().requireFallocate(mode);
    if ((mode & LinuxFiles.FALLOC_FL_PUNCH_HOLE) == 0) {
      durability.requireRoom(length / FileCache.PAGE);
    }
  }

  /** SEEK_DATA or SEEK_HOLE of lseek(2). */
  synchronized long seek(CachedInode inode, long at, int whence) {
    requireThere(inode);
    boolean data = whence == LinuxFiles.SEEK_DATA;
    long found =
        at >= inode.size()
            ? Long.MAX_VALUE
            : disk.use(
                inode,
                file -> data ? inode.content.nextData(at, file) : inode.content.nextHole(at, file));
    if (found == Long.MAX_VALUE) {
      throw new ErrnoException(Errno.ENXIO, "nothing from " + at + " on");
    }
    return found;
  }

  synchronized void truncate(CachedInode inode, long size) {
    requireThere(inode);
    Disk.requireWritable(inode, false);
    requireSize(inode, size);
    inode.content.truncate(size);
    inode.touch(CachedInode.now());
    transaction.changed(inode);
  }

  private void requireSize(CachedInode inode, long size) {
    if (size > inode.size()) {
      disk.probes().requireSize(size);
    }
  }

  synchronized void grow(CachedInode inode, long size) {
    if (size > inode.size()) {
      truncate(inode, size);
    }
  }

  private void modified(CachedInode inode) {
    inode.touch(CachedInode.now());
    durability.wrote(inode);
  }

  /**
   * Changes attributes of an inode, other than its size.
   *
   * @param uid new owner; -1 leaves it, and so does a gid of -1
   * @param access a time, {@link TimeSpec#NOW} or {@link TimeSpec#UNCHANGED}
   */
  synchronized void change(
      CachedInode inode,
      int uid,
      int gid,
      OptionalInt permissions,
      TimeSpec access,
      TimeSpec modify) {
    requireThere(inode);
    Disk.requireWritable(inode, false);
    int newUid = uid == -1 ? inode.uid : uid;
    int newGid = gid == -1 ? inode.gid : gid;
    int newPermissions = permissions.orElse(inode.permissions);
    disk.probes().requireOwner(inode.type, newUid, newGid, newPermissions);
    inode.uid = newUid;
    inode.gid = newGid;
    inode.permissions = newPermissions;
    inode.access = disk.probes().kept(access, inode.access);
    inode.modify = disk.probes().kept(modify, inode.modify);
    inode.change = CachedInode.now();
    transaction.changed(inode);
  }

  /** Reads extended attributes. */
  synchronized Map<XattrName, byte[]> xattrs(CachedInode inode) {
    requireThere(inode);
    return new LinkedHashMap<>(loadXattrs(inode));
  }

  /** Changes extended attributes. */
  synchronized void changeXattrs(CachedInode inode, Consumer<Map<XattrName, byte[]>> change) {
    requireThere(inode);
    Disk.requireWritable(inode, false);
    Map<XattrName, byte[]> changed = new LinkedHashMap<>(loadXattrs(inode));
    change.accept(changed);
    disk.probes().requireXattrs(inode.type, changed);
    durability.requireRoom(changed.size() > inode.xattrs.size() ? 1 : 0);
    inode.xattrs = changed;
    inode.change = CachedInode.now();
    transaction.changed(inode);
  }

  private Map<XattrName, byte[]> loadXattrs(CachedInode inode) {
    if (inode.xattrs == null) {
      inode.xattrs = disk.xattrs(inode);
    }
    return inode.xattrs;
  }

  synchronized FilesystemStatistics statfs() {
    requirePower();
    return disk.statfs();
  }

  /** fsync(2); fails if writing it back failed, now or since this file was told. */
  synchronized void fsync(OpenFile file) {
    requireThere(file.inode);
    try {
      durability.fsync(file);
    } finally {
      dropUnused();
    }
  }

  synchronized void syncfs() {
    requirePower();
    try {
      durability.syncfs();
    } finally {
      dropUnused();
    }
  }

  /** Fails as {@link FsyncAftermath} says; returns whether the caller is to be told. */
  synchronized boolean failFsync(
      NodeId nodeId, FsyncAftermath aftermath, LongPredicate unwritable) {
    requirePower();
    return durability.failFsync(inodes.get(nodeId), aftermath, unwritable);
  }

  /** Drops clean pages from the cache. */
  synchronized void evict() {
    durability.evict();
  }

  /** Writes some of the pages, and perhaps the transaction, to the disk, and loses the rest. */
  synchronized void loseUnsynced(int survivingPercent, long draw) {
    unused.clear();
    if (survivingPercent > 0 && powered) {
      durability.writeBackSome(survivingPercent, draw);
    }
    durability.lose();
  }

  /** Writes some parts of one write to the disk, after all earlier changes of metadata. */
  synchronized void persist(NodeId nodeId, List<WriteSequence.Piece> pieces) {
    requirePower();
    durability.persist(inodes.get(nodeId), pieces);
  }

  /** The writes of a sequence by their numbers, counted from 1. */
  synchronized List<WriteSequence.Piece> sequence(NodeId nodeId, List<Integer> numbers) {
    return Durability.sequence(inodes.get(nodeId), numbers);
  }

  /** Fails every call until the power is restored; what was opened before stays unusable. */
  synchronized void cutPower() {
    unused.clear();
    durability.lose();
    powered = false;
    outages++;
  }

  synchronized void restorePower() {
    powered = true;
  }

  /** Reports what would be lost now. */
  synchronized UnsyncedReport unsynced() {
    return new UnsyncedReport(
        durability.unsynced(),
        transaction.names(),
        transaction.attributes(),
        durability.refused(),
        powered);
  }

  /** The inodes that the kernel knows. */
  synchronized List<NodeId> known() {
    return inodes.all().stream()
        .filter(inode -> inode.lookups() > 0 || inode.nodeId().equals(NodeId.ROOT))
        .map(CachedInode::nodeId)
        .toList();
  }

  private void requirePower() {
    if (!powered) {
      throw new ErrnoException(Errno.EIO, "the power is cut");
    }
  }

  private void requireThere(CachedInode inode) {
    requirePower();
    if (inode.gone) {
      throw new ErrnoException(Errno.EIO, "a power cut has lost the file");
    }
  }

  /** Drops an inode without names that nobody has open, once the disk has no name of it either. */
  private void dropUnused(CachedInode inode) {
    if (inode.isUnnamed() && inode.opened == 0 && inode.lookups() == 0 && !inode.gone) {
      if (inode.isFile()) {
        inode.content.revert(DurableFile.NONE);
      }
      unused.add(inode);
      dropUnused();
    }
  }

  private void dropUnused() {
    if (transaction.names() == 0) {
      for (CachedInode inode : unused) {
        durability.forget(inode);
        inodes.remove(inode);
      }
      unused.clear();
    }
  }

  /**
   * Makes all durable if there is power, and closes.
   *
   * @throws IllegalStateException if the disk has refused some of it: that is lost
   */
  synchronized void syncAndClose() {
    try {
      if (powered && !durability.trySync()) {
        throw new IllegalStateException(
            "the directory below refused what was not synced, and it is lost:\n" + unsynced());
      }
    } finally {
      close();
    }
  }

  @Override
  public synchronized void close() {
    disk.close();
  }
}
