package org.fusefixture.backing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.XattrName;

/**
 * Content and attributes as programs change them. What the disk would refuse fails before anything
 * is changed. Guarded by the volume's lock.
 */
final class CachedFiles {
  private static final int HANDLED =
      LinuxFiles.FALLOC_FL_KEEP_SIZE
          | LinuxFiles.FALLOC_FL_PUNCH_HOLE
          | LinuxFiles.FALLOC_FL_ZERO_RANGE;

  private final Disk disk;
  private final Transaction transaction;
  private final Durability durability;

  CachedFiles(Disk disk, Transaction transaction, Durability durability) {
    this.disk = disk;
    this.transaction = transaction;
    this.durability = durability;
  }

  /** Writes; the bytes are kept, and must not be changed. */
  void write(CachedInode inode, long at, byte[] bytes) {
    durability.requireCache();
    requireSize(inode, at + bytes.length);
    disk.change(inode, file -> inode.content.write(at, bytes, file, durability::requireRoom));
    modified(inode);
  }

  /** fallocate(2); a range of zeros is a hole here. */
  void fallocate(CachedInode inode, int mode, long at, long length) {
    if ((mode & ~HANDLED) != 0) {
      throw new ErrnoException(Errno.EOPNOTSUPP, "fallocate mode " + mode);
    }
    disk.probes().requireFallocate(mode);
    if ((mode & LinuxFiles.FALLOC_FL_PUNCH_HOLE) == 0) {
      durability.requireRoom(length / FileCache.PAGE);
    }
    if ((mode & LinuxFiles.FALLOC_FL_KEEP_SIZE) == 0 && at + length > inode.size()) {
      truncate(inode, at + length);
    }
    if ((mode & ~LinuxFiles.FALLOC_FL_KEEP_SIZE) != 0) {
      disk.change(
          inode, file -> inode.content.punch(at, at + length, file, durability::requireRoom));
      modified(inode);
    }
  }

  /** SEEK_DATA or SEEK_HOLE of lseek(2). */
  long seek(CachedInode inode, long at, int whence) {
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

  void truncate(CachedInode inode, long size) {
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
  void change(
      CachedInode inode,
      int uid,
      int gid,
      OptionalInt permissions,
      TimeSpec access,
      TimeSpec modify) {
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

  /** Changes extended attributes. */
  void changeXattrs(CachedInode inode, Consumer<Map<XattrName, byte[]>> change) {
    Disk.requireWritable(inode, false);
    Map<XattrName, byte[]> changed = new LinkedHashMap<>(xattrs(inode));
    change.accept(changed);
    disk.probes().requireXattrs(inode.type, changed);
    durability.requireRoom(changed.size() > inode.xattrs.size() ? 1 : 0);
    inode.xattrs = changed;
    inode.change = CachedInode.now();
    transaction.changed(inode);
  }

  /** Extended attributes, to be read. */
  Map<XattrName, byte[]> xattrs(CachedInode inode) {
    if (inode.xattrs == null) {
      inode.xattrs = disk.xattrs(inode);
    }
    return inode.xattrs;
  }
}
