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
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.OpenFlag;
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
  private final DirtyPages dirty = new DirtyPages();
  private final Disk disk = new Disk(inodes, dirty);
  private final Transaction transaction = new Transaction();
  private final CachedNames names;
  private final CachedFiles files;
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
    names = new CachedNames(inodes, disk, transaction, dirty, durability);
    files = new CachedFiles(disk, transaction, durability);
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
    return names.create(inodes.get(directory), name, mode, caller, device);
  }

  /** Makes a regular file without a name; counts as one lookup. */
  synchronized CachedInode createUnnamed(NodeId directory, int mode, Caller caller) {
    requirePower();
    return names.createUnnamed(inodes.get(directory), mode, caller);
  }

  synchronized CachedInode symlink(
      NodeId directory, FileName name, LinkTarget target, Caller caller) {
    requirePower();
    return names.symlink(inodes.get(directory), name, target, caller);
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

  synchronized void rename(
      NodeId from, FileName name, NodeId to, FileName newName, int flags, Caller caller) {
    requirePower();
    names.renameat2(inodes.get(from), name, inodes.get(to), newName, flags, caller);
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
  synchronized OpenCachedInode open(NodeId nodeId, int flags) {
    requirePower();
    CachedInode inode = inodes.get(nodeId);
    if ((flags & OpenFlag.O_ACCMODE) != OpenFlag.O_RDONLY) {
      Disk.requireWritable(inode, false);
    }
    inode.opened++;
    return new OpenCachedInode(inode, outages, (flags & OpenFlag.O_NOATIME) == 0);
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
    files.write(inode, at, bytes);
  }

  /** fallocate(2). */
  synchronized void fallocate(CachedInode inode, int mode, long at, long length) {
    requireThere(inode);
    files.fallocate(inode, mode, at, length);
  }

  /** SEEK_DATA or SEEK_HOLE of lseek(2). */
  synchronized long seek(CachedInode inode, long at, int whence) {
    requireThere(inode);
    return files.seek(inode, at, whence);
  }

  synchronized void truncate(CachedInode inode, long size) {
    requireThere(inode);
    files.truncate(inode, size);
  }

  /** As {@link CachedFiles#change}. */
  synchronized void change(
      CachedInode inode,
      int uid,
      int gid,
      OptionalInt permissions,
      TimeSpec access,
      TimeSpec modify) {
    requireThere(inode);
    files.change(inode, uid, gid, permissions, access, modify);
  }

  /** Reads extended attributes. */
  synchronized Map<XattrName, byte[]> xattrs(CachedInode inode) {
    requireThere(inode);
    return new LinkedHashMap<>(files.xattrs(inode));
  }

  /** Changes extended attributes. */
  synchronized void changeXattrs(CachedInode inode, Consumer<Map<XattrName, byte[]>> change) {
    requireThere(inode);
    files.changeXattrs(inode, change);
  }

  synchronized FilesystemStatistics statfs() {
    requirePower();
    return disk.statfs();
  }

  /** fsync(2); fails if writing it back failed, now or since this file was told. */
  synchronized void fsync(OpenCachedInode file) {
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
