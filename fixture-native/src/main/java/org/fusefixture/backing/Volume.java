package org.fusefixture.backing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.FilesystemStatus;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.storage.FsyncAftermath;
import org.fusefixture.storage.UnsyncedReport;

/**
 * A directory with its cache, and what of it survives.
 *
 * <p>Content: a page is durable when its file was synced. Metadata (names, sizes set by truncation,
 * owners, modes, times, extended attributes) is one transaction, which is durable as a whole,
 * before the content of the file, when anything is synced. All methods fail with EIO while there is
 * no power. Safe for use by several threads.
 */
final class Volume implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Volume.class.getName());

  private final InodeTable inodes = new InodeTable();
  private final PageCount count = new PageCount();
  private final Disk disk = new Disk(inodes, count);
  private final Transaction transaction = new Transaction();
  private final Tree tree = new Tree(disk, transaction);
  private final Durability durability;
  private boolean powered = true;
  private long outages;

  /**
   * @param cacheBytes of dirty pages; when there are more, the files that were written first are
   *     written back
   */
  Volume(Path directory, long cacheBytes) {
    durability = new Durability(inodes, disk, transaction, count, cacheBytes);
    disk.openRoot(directory);
  }

  /** How often the power was cut: what was opened under another number is of no use any more. */
  synchronized long outages() {
    return outages;
  }

  synchronized Inode inode(NodeId nodeId) {
    requirePower();
    return inodes.get(nodeId);
  }

  synchronized Inode lookup(NodeId directory, FileName name) {
    requirePower();
    Inode found = tree.lookup(inodes.get(directory), name);
    found.lookups++;
    return found;
  }

  synchronized void forget(NodeId nodeId, long lookups) {
    Inode inode = inodes.peek(nodeId);
    if (inode != null) {
      inode.lookups -= Math.min(inode.lookups, lookups);
      dropUnused(inode);
    }
  }

  /** The names and types in a directory. */
  synchronized List<Map.Entry<FileName, Inode.Child>> list(NodeId directory) {
    requirePower();
    return tree.entries(inodes.get(directory)).entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Makes an inode under a name; counts as one lookup. */
  synchronized Inode create(NodeId directory, FileName name, int mode, Owner owner, int device) {
    requirePower();
    Inode parent = inodes.get(directory);
    tree.requireFree(parent, name);
    Inode inode = make(parent, mode, owner);
    inode.device = Tree.isDevice(inode.type) ? device : 0;
    tree.enter(parent, name, inode);
    inode.lookups++;
    return inode;
  }

  /** Makes a regular file without a name; counts as one lookup. */
  synchronized Inode createUnnamed(NodeId directory, int mode, Owner owner) {
    requirePower();
    Inode inode = make(inodes.get(directory), mode, owner);
    inode.lookups++;
    return inode;
  }

  synchronized Inode symlink(NodeId directory, FileName name, LinkTarget target, Owner owner) {
    requirePower();
    Inode parent = inodes.get(directory);
    tree.requireFree(parent, name);
    Inode inode = make(parent, FileStatus.S_IFLNK | 0777, owner);
    inode.target = target;
    tree.enter(parent, name, inode);
    inode.lookups++;
    return inode;
  }

  private Inode make(Inode parent, int mode, Owner owner) {
    return NewInode.in(inodes, parent, mode, owner, count);
  }

  synchronized Inode link(NodeId existing, NodeId directory, FileName name) {
    requirePower();
    Inode inode = inodes.get(existing);
    tree.enter(inodes.get(directory), name, inode);
    inode.lookups++;
    return inode;
  }

  synchronized void unlink(NodeId directory, FileName name) {
    requirePower();
    tree.unlink(inodes.get(directory), name);
  }

  synchronized void removeDirectory(NodeId directory, FileName name) {
    requirePower();
    tree.removeDirectory(inodes.get(directory), name);
  }

  synchronized void rename(NodeId from, FileName name, NodeId to, FileName newName, int flags) {
    requirePower();
    tree.rename(inodes.get(from), name, inodes.get(to), newName, flags);
  }

  /** Opens an inode: it stays until it is released. */
  synchronized Inode open(NodeId nodeId) {
    requirePower();
    Inode inode = inodes.get(nodeId);
    inode.opened++;
    return inode;
  }

  synchronized void release(Inode inode) {
    inode.opened--;
    dropUnused(inode);
  }

  /** Reads; number of bytes, fewer only where the file ends. */
  synchronized int read(Inode inode, long at, byte[] target, int length) {
    requireThere(inode);
    return disk.use(inode, file -> inode.content.read(at, target, length, file));
  }

  /** Writes; the bytes are kept, and must not be changed. */
  synchronized void write(Inode inode, long at, byte[] bytes) {
    requireThere(inode);
    disk.use(
        inode,
        file -> {
          inode.content.write(at, bytes, file);
          return null;
        });
    modified(inode);
  }

  /** Writes zeros up to an end. */
  synchronized void zero(Inode inode, long from, long to) {
    requireThere(inode);
    disk.use(
        inode,
        file -> {
          inode.content.zero(from, to, file);
          return null;
        });
    modified(inode);
  }

  synchronized void truncate(Inode inode, long size) {
    requireThere(inode);
    inode.content.truncate(size);
    inode.touch(Tree.now());
    transaction.changed(inode);
  }

  synchronized void grow(Inode inode, long size) {
    if (size > inode.size()) {
      truncate(inode, size);
    }
  }

  private void modified(Inode inode) {
    inode.touch(Tree.now());
    durability.wrote(inode);
  }

  /** Changes attributes of an inode, other than its size. */
  synchronized void change(Inode inode, Consumer<Inode> attributes) {
    requireThere(inode);
    attributes.accept(inode);
    inode.change = Tree.now();
    transaction.changed(inode);
  }

  /** Reads extended attributes. */
  synchronized Map<LinuxPath, byte[]> xattrs(Inode inode) {
    requireThere(inode);
    return new LinkedHashMap<>(loadXattrs(inode));
  }

  /** Changes extended attributes. */
  synchronized void changeXattrs(Inode inode, Consumer<Map<LinuxPath, byte[]>> change) {
    requireThere(inode);
    change.accept(loadXattrs(inode));
    inode.change = Tree.now();
    transaction.changed(inode);
  }

  private Map<LinuxPath, byte[]> loadXattrs(Inode inode) {
    if (inode.xattrs == null) {
      inode.xattrs = disk.xattrs(inode);
    }
    return inode.xattrs;
  }

  synchronized FilesystemStatus statistics() {
    requirePower();
    return disk.statistics(inodes.get(NodeId.ROOT));
  }

  /** fsync(2): what was told to the programs is on the disk, unless an earlier failure is due. */
  synchronized void sync(Inode inode) {
    requireThere(inode);
    durability.sync(inode);
  }

  /** syncfs(2): all is on the disk. */
  synchronized void syncAll() {
    requirePower();
    durability.syncAll();
  }

  /** See {@link FsyncAftermath}; whether the caller is to be told. */
  synchronized boolean failSync(NodeId nodeId, FsyncAftermath aftermath, LongPredicate unwritable) {
    requirePower();
    return durability.failSync(inodes.get(nodeId), aftermath, unwritable);
  }

  /** Clean pages leave the cache. */
  synchronized void evict() {
    durability.evict();
  }

  /** Some of the pages, and perhaps the transaction, get to the disk before all else is lost. */
  synchronized void loseUnsynced(int survivingPercent, long draw) {
    if (survivingPercent > 0 && powered) {
      durability.writeBackSome(survivingPercent, draw);
    }
    durability.lose();
  }

  /** Of one write some parts get to the disk, with all changes of metadata before it. */
  synchronized void persist(NodeId nodeId, List<WriteSequence.Piece> pieces) {
    requirePower();
    durability.persist(inodes.get(nodeId), pieces);
  }

  /** The writes of a sequence by their numbers, counted from 1. */
  synchronized List<WriteSequence.Piece> sequence(NodeId nodeId, List<Integer> numbers) {
    return Durability.sequence(inodes.get(nodeId), numbers);
  }

  /** From now on every call fails, and what was opened before is of no use afterwards. */
  synchronized void cutPower() {
    durability.lose();
    powered = false;
    outages++;
  }

  synchronized void restorePower() {
    powered = true;
  }

  /** What would be lost now. */
  synchronized UnsyncedReport unsynced() {
    return new UnsyncedReport(
        durability.unsynced(), transaction.names(), transaction.attributes(), powered);
  }

  /** The inodes that the kernel knows. */
  synchronized List<NodeId> known() {
    return inodes.all().stream()
        .filter(inode -> inode.lookups > 0 || inode.nodeId.equals(NodeId.ROOT))
        .map(inode -> inode.nodeId)
        .toList();
  }

  private void requirePower() {
    if (!powered) {
      throw new ErrnoException(Errno.EIO, "the power is cut");
    }
  }

  private void requireThere(Inode inode) {
    requirePower();
    if (inode.gone) {
      throw new ErrnoException(Errno.EIO, "a power cut has lost the file");
    }
  }

  /** An inode without names that nobody has open goes, once the disk knows. */
  private void dropUnused(Inode inode) {
    if (inode.isUnnamed()
        && inode.opened == 0
        && inode.lookups == 0
        && transaction.names() == 0
        && !inode.gone) {
      if (inode.isFile()) {
        inode.content.revert(StoredFile.NONE);
      }
      durability.forget(inode);
      inodes.remove(inode);
    }
  }

  /** As {@link #close}, and what there is power for is durable; what the disk refuses is logged. */
  synchronized void syncAndClose() {
    try {
      if (powered) {
        syncAll();
      }
    } catch (LinuxException e) {
      LOG.log(System.Logger.Level.WARNING, "what was not synced is lost", e);
    } finally {
      close();
    }
  }

  @Override
  public synchronized void close() {
    disk.close();
  }
}
