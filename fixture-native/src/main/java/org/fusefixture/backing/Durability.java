package org.fusefixture.backing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.storage.FsyncAftermath;
import org.fusefixture.storage.UnsyncedReport.UnsyncedFile;

/**
 * What gets from the cache of a volume to the disk, and what is lost. A page is durable when its
 * file was synced; the transaction is durable as a whole, before the content of the file, when
 * anything is synced. Guarded by the volume's lock.
 */
final class Durability {
  private static final LongPredicate NOTHING = at -> false;

  private final InodeTable inodes;
  private final Disk disk;
  private final Transaction transaction;
  private final PageCount count;
  private final long cacheBytes;
  private final Set<Inode> written = new LinkedHashSet<>();

  /**
   * @param cacheBytes of dirty pages; when there are more, the files that were written first are
   *     written back
   */
  Durability(
      InodeTable inodes, Disk disk, Transaction transaction, PageCount count, long cacheBytes) {
    this.inodes = inodes;
    this.disk = disk;
    this.transaction = transaction;
    this.count = count;
    this.cacheBytes = cacheBytes;
  }

  /** Notes that a file was written, and writes back what is too much. */
  void wrote(Inode inode) {
    written.add(inode);
    while (count.bytes() > cacheBytes && !written.isEmpty()) {
      sync(written.iterator().next(), NOTHING);
    }
  }

  /** The inode will not be needed any more. */
  void forget(Inode inode) {
    transaction.forget(inode);
    written.remove(inode);
  }

  /** What was told to the programs is on the disk, unless an earlier failure is due. */
  void sync(Inode inode) {
    if (inode.isFile() && inode.content.takeFailure()) {
      throw new ErrnoException(Errno.EIO, "an earlier fsync of " + inode.pathName() + " failed");
    }
    sync(inode, NOTHING);
  }

  private void sync(Inode inode, LongPredicate unwritable) {
    transaction.commit(disk);
    written.remove(inode);
    if (!inode.isFile() || inode.disk == null) {
      return; // a file that never had a name is lost in any case
    }
    try (DiskFile file = disk.file(inode)) {
      inode.content.writeBack(file, unwritable);
      disk.writeTimes(inode);
    }
  }

  void syncAll() {
    transaction.commit(disk);
    inodes.all().forEach(inode -> sync(inode, NOTHING));
  }

  /** See {@link FsyncAftermath}; whether the caller is to be told. */
  boolean failSync(Inode inode, FsyncAftermath aftermath, LongPredicate unwritable) {
    if (inode.content.takeFailure()) {
      return true; // nothing is written then
    }
    if (!inode.content.hasDirty(unwritable)) {
      sync(inode, NOTHING);
      return false; // what cannot be written is not to be written
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

  private void revert(Inode inode) {
    disk.use(
        inode,
        file -> {
          inode.content.revert(file);
          return null;
        });
    forget(inode);
  }

  /** Clean pages leave the cache. */
  void evict() {
    inodes.all().stream().filter(Inode::isFile).forEach(inode -> inode.content.evict());
  }

  /** Of one write some parts get to the disk, with all changes of metadata before it. */
  void persist(Inode inode, List<WriteSequence.Piece> pieces) {
    transaction.commit(disk);
    if (inode.disk != null) {
      try (DiskFile file = disk.file(inode)) {
        pieces.forEach(piece -> file.write(piece.at(), piece.bytes(), 0, piece.bytes().length));
      }
    }
  }

  /** The writes of a sequence by their numbers, counted from 1. */
  static List<WriteSequence.Piece> sequence(Inode inode, List<Integer> numbers) {
    WriteSequence sequence = inode.content.sequence();
    return numbers.stream().map(sequence::piece).flatMap(Optional::stream).toList();
  }

  /** Some of the pages, and perhaps the transaction, get to the disk. */
  void writeBackSome(int percent, long draw) {
    boolean committed = new SplittableRandom(draw).nextInt(100) < percent;
    if (committed) {
      transaction.commit(disk);
    }
    for (Inode inode : inodes.all()) {
      if (inode.isFile() && inode.disk != null) {
        try (DiskFile file = disk.file(inode)) {
          long chance = draw ^ inode.nodeId.value() * 0x9e3779b97f4a7c15L;
          inode.content.writeBackSome(percent, chance, committed, file);
        }
      }
    }
  }

  /** All that is not on the disk is lost. */
  void lose() {
    transaction.clear();
    written.clear();
    for (Inode inode : inodes.all()) {
      if (inode.disk == null || !disk.reload(inode)) {
        inode.gone = true;
        if (inode.isFile()) {
          inode.content.revert(StoredFile.NONE);
        }
        inodes.remove(inode);
      } else if (inode.isFile()) {
        try (DiskFile file = disk.file(inode)) {
          inode.content.revert(file);
        }
      }
    }
  }

  /** The files of which content would be lost now, by their paths. */
  List<UnsyncedFile> unsynced() {
    List<UnsyncedFile> files = new ArrayList<>();
    for (Inode inode : inodes.all()) {
      if (inode.isFile() && !inode.isUnnamed() && inode.content.dirtyBytes() > 0) {
        long onDisk = inode.disk == null ? -1 : disk.use(inode, StoredFile::size);
        files.add(
            new UnsyncedFile(inode.pathName(), inode.content.dirtyBytes(), inode.size(), onDisk));
      }
    }
    files.sort(Comparator.comparing(UnsyncedFile::path));
    return files;
  }
}
