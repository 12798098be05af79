package org.fusefixture.backing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.passthrough.NodeTable;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.storage.FsyncAftermath;
import org.fusefixture.storage.UnsyncedReport.UnsyncedFile;

/**
 * Decides what gets from the cache of a volume to the disk, and what is lost. Syncing a file makes
 * the whole transaction durable, and then the pages of that file. Guarded by the volume's lock.
 */
final class Durability {
  private static final LongPredicate NOTHING = at -> false;

  /** Bytes by which the cache may be too full while the disk refuses to take them. */
  private static final long FULL = 1 << 20;

  private final NodeTable<CachedInode> inodes;
  private final Disk disk;
  private final Transaction transaction;
  private final DirtyPages dirty;
  private final long cacheBytes;
  private final Set<CachedInode> written = new LinkedHashSet<>();

  /** The files of which the disk has refused content that it does not have yet. */
  private final Map<CachedInode, ErrnoException> refused = new LinkedHashMap<>();

  private final FailureSequence failures = new FailureSequence();
  private final FailureSequence.Reader syncs = failures.reader();

  /**
   * @param cacheBytes of dirty pages; when there are more, the files that were written first are
   *     written back
   */
  Durability(
      NodeTable<CachedInode> inodes,
      Disk disk,
      Transaction transaction,
      DirtyPages dirty,
      long cacheBytes) {
    this.inodes = inodes;
    this.disk = disk;
    this.transaction = transaction;
    this.dirty = dirty;
    this.cacheBytes = cacheBytes;
  }

  /** Notes that a file was written, and writes back what exceeds the cache. */
  void wrote(CachedInode inode) {
    written.add(inode);
    for (CachedInode first : List.copyOf(written)) {
      if (dirty.bytes() <= cacheBytes) {
        return;
      }
      sync(first, NOTHING);
    }
  }

  /** Fails if the cache is full of what the disk refuses. */
  void requireCache() {
    if (dirty.bytes() > cacheBytes + FULL && !refused.isEmpty()) {
      throw refused.values().iterator().next();
    }
  }

  /** Fails with ENOSPC if the disk has no room for what is in memory only, and for more. */
  void requireRoom(long pages) {
    if (pages > 0 && !hasRoom(pages)) {
      commit(); // what was removed makes room, and what was made is counted exactly
      if (!hasRoom(pages)) {
        throw new ErrnoException(Errno.ENOSPC, "the directory below is full");
      }
    }
  }

  /** A change of names needs a block, or less. */
  private boolean hasRoom(long pages) {
    FilesystemStatistics free = disk.statfs();
    long freePages = free.availableBlocks() * free.fragmentSize() / FileCache.PAGE;
    boolean unlimited = free.blocks() == 0; // tmpfs with size=0
    return (unlimited || dirty.fresh() + transaction.names() + pages <= freePages)
        && (free.inodes() == 0 || transaction.names() < free.freeInodes());
  }

  private void commit() {
    transaction.commit(disk, this::fail);
  }

  private void fail(CachedInode inode, ErrnoException failure) {
    inode.failures.add(failure);
    failures.add(failure);
  }

  /** What the disk has refused and does not have yet: what it is, and the error. */
  List<String> refused() {
    List<String> all = new ArrayList<>(transaction.refusals());
    refused.forEach(
        (inode, failure) -> {
          if (!inode.isUnnamed()) {
            String what = "content of \"" + inode.pathName() + "\"";
            all.add(Transaction.refusal(what, failure));
          }
        });
    return all;
  }

  /** Drops what is not durable of an inode. */
  void forget(CachedInode inode) {
    refused.remove(inode);
    transaction.forget(inode);
    written.remove(inode);
  }

  /** Makes an inode durable; fails if that failed, now or since the file was told. */
  void fsync(OpenCachedInode file) {
    CachedInode inode = file.inode;
    if (inode.isFile() && inode.content.takeFailure()) {
      throw new ErrnoException(Errno.EIO, "an earlier fsync of " + inode.pathName() + " failed");
    }
    sync(inode, NOTHING);
    file.failures.tell();
  }

  private void sync(CachedInode inode, LongPredicate unwritable) {
    commit();
    writeBack(inode, unwritable);
  }

  private void writeBack(CachedInode inode, LongPredicate unwritable) {
    written.remove(inode);
    refused.remove(inode);
    if (!inode.isFile() || !inode.isHeld()) {
      return; // a file that never had a name is lost in any case
    }
    try (Disk.OpenedFile file = disk.file(inode)) {
      inode.content.writeBack(file, unwritable);
      disk.writeTimes(inode);
    } catch (ErrnoException e) {
      written.add(inode);
      refused.put(inode, e);
      fail(inode, e);
    }
  }

  /** Makes all durable; fails if some of it could not be, now or since the last time. */
  void syncfs() {
    trySync();
    syncs.tell();
  }

  /** Makes all durable; whether the disk has taken all of it. */
  boolean trySync() {
    commit();
    inodes.all().forEach(inode -> writeBack(inode, NOTHING));
    return refused().isEmpty();
  }

  /** Fails as {@link FsyncAftermath} says; returns whether the caller is to be told. */
  boolean failFsync(CachedInode inode, FsyncAftermath aftermath, LongPredicate unwritable) {
    if (inode.content.takeFailure()) {
      return true; // nothing is written then
    }
    if (!inode.content.hasDirty(unwritable)) {
      sync(inode, NOTHING);
      return false; // nothing that cannot be written is dirty
    }
    if (aftermath == FsyncAftermath.BTRFS) {
      revert(inode);
      return true;
    }
    sync(inode, unwritable);
    if (aftermath == FsyncAftermath.EXT4_DATA) {
      inode.content.keepFailure();
      return false;
    }
    return true;
  }

  private void revert(CachedInode inode) {
    disk.change(inode, file -> inode.content.revert(file));
    forget(inode);
  }

  /** Drops clean pages from the cache. */
  void evict() {
    inodes.all().stream().filter(CachedInode::isFile).forEach(inode -> inode.content.evict());
  }

  /** Writes some parts of one write to the disk, after all earlier changes of metadata. */
  void persist(CachedInode inode, List<WriteSequence.Piece> pieces) {
    commit();
    if (inode.isHeld()) {
      try (Disk.OpenedFile file = disk.file(inode)) {
        pieces.forEach(piece -> file.write(piece.at(), piece.bytes(), 0, piece.bytes().length));
      }
    }
  }

  /** The writes of a sequence by their numbers, counted from 1. */
  static List<WriteSequence.Piece> sequence(CachedInode inode, List<Integer> numbers) {
    WriteSequence sequence = inode.content.sequence();
    return numbers.stream().map(sequence::piece).flatMap(Optional::stream).toList();
  }

  /** Writes some of the pages, and perhaps the transaction, to the disk. */
  void writeBackSome(int percent, long draw) {
    boolean committed = new SplittableRandom(draw).nextInt(100) < percent;
    if (committed) {
      commit();
    }
    for (CachedInode inode : inodes.all()) {
      if (inode.isFile() && inode.isHeld()) {
        try (Disk.OpenedFile file = disk.file(inode)) {
          long chance = draw ^ inode.nodeId().value() * 0x9e3779b97f4a7c15L;
          inode.content.writeBackSome(percent, chance, committed, file);
        }
      }
    }
  }

  /** Loses all that the disk does not have. */
  void lose() {
    transaction.clear();
    written.clear();
    refused.clear();
    for (CachedInode inode : inodes.all()) {
      if (!inode.isDirectory()) {
        inode.places.clear(); // names go back, too
      }
      if (!inode.isHeld() || !disk.reload(inode)) {
        inode.gone = true;
        if (inode.isFile()) {
          inode.content.revert(DurableFile.NONE);
        }
        inodes.remove(inode);
      } else if (inode.isFile()) {
        try (Disk.OpenedFile file = disk.file(inode)) {
          inode.content.revert(file);
        }
      }
    }
  }

  /** The files whose content would be lost now, by path. */
  List<UnsyncedFile> unsynced() {
    List<UnsyncedFile> files = new ArrayList<>();
    for (CachedInode inode : inodes.all()) {
      if (inode.isFile() && !inode.isUnnamed() && inode.content.dirtyBytes() > 0) {
        long onDisk = !inode.isHeld() ? -1 : disk.use(inode, DurableFile::size);
        files.add(
            new UnsyncedFile(inode.pathName(), inode.content.dirtyBytes(), inode.size(), onDisk));
      }
    }
    files.sort(Comparator.comparing(UnsyncedFile::path));
    return files;
  }
}
