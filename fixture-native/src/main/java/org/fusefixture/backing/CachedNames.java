package org.fusefixture.backing;

import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.NodeTable;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;

/**
 * Names as programs see them. Each change joins the running transaction. What the kernel checks
 * before it asks (permissions, loops, other filesystems) is not checked again. Guarded by the
 * volume's lock.
 */
final class CachedNames {
  private final NodeTable<CachedInode> inodes;
  private final Disk disk;
  private final Transaction transaction;
  private final DirtyPages dirty;
  private final Durability durability;

  CachedNames(
      NodeTable<CachedInode> inodes,
      Disk disk,
      Transaction transaction,
      DirtyPages dirty,
      Durability durability) {
    this.inodes = inodes;
    this.dirty = dirty;
    this.disk = disk;
    this.transaction = transaction;
    this.durability = durability;
  }

  /** The inode under a name; ENOENT. */
  CachedInode lookup(CachedInode directory, FileName name) {
    CachedInode found = find(directory, name);
    if (found == null) {
      throw new ErrnoException(Errno.ENOENT, name.toString());
    }
    return found;
  }

  /** The entries of a directory, to be read. */
  Map<FileName, CachedInode.Child> entries(CachedInode directory) {
    if (!directory.isDirectory()) {
      throw new ErrnoException(Errno.ENOTDIR, directory.pathName());
    }
    if (directory.entries == null) {
      directory.entries = disk.list(directory);
    }
    return directory.entries;
  }

  /** Makes an inode under a name; counts as one lookup. */
  CachedInode create(CachedInode parent, FileName name, int mode, Caller caller, int device) {
    disk.probes().requireType(mode & Statx.S_IFMT);
    requireFree(parent, name);
    CachedInode inode = make(parent, mode, caller);
    inode.device = inode.isDevice() ? device : 0;
    enter(parent, name, inode);
    inode.remember();
    return inode;
  }

  /** Makes a regular file without a name; counts as one lookup. */
  CachedInode createUnnamed(CachedInode parent, int mode, Caller caller) {
    disk.probes().requireType(Statx.S_IFREG);
    Disk.requireWritable(parent, true);
    CachedInode inode = make(parent, mode, caller);
    inode.remember();
    return inode;
  }

  /** Makes a symbolic link; counts as one lookup. */
  CachedInode symlink(CachedInode parent, FileName name, LinkTarget target, Caller caller) {
    disk.probes().requireTarget(target);
    requireFree(parent, name);
    CachedInode inode = make(parent, Statx.S_IFLNK | 0777, caller);
    inode.target = target;
    enter(parent, name, inode);
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

  /** Gives an inode another name. */
  void link(CachedInode directory, FileName name, CachedInode inode) {
    requireFree(directory, name);
    Disk.requireWritable(inode, false);
    enter(directory, name, inode);
  }

  /** Gives an inode a name, its first or another; the name is free. */
  private void enter(CachedInode directory, FileName name, CachedInode inode) {
    put(directory, name, inode);
    inode.links += inode.isDirectory() ? 2 : 1;
    inode.change = CachedInode.now();
    directory.links += inode.isDirectory() ? 1 : 0;
    transaction.add(new Transaction.Enter(new Transaction.Place(directory, name), inode));
    changed(directory);
    transaction.changed(inode);
  }

  /** Fails if the name is taken, or cannot be given. */
  private void requireFree(CachedInode directory, FileName name) {
    disk.probes().requireName(name);
    if (directory.removed) {
      throw new ErrnoException(Errno.ENOENT, "the directory was removed");
    }
    if (entries(directory).containsKey(name)) {
      throw new ErrnoException(Errno.EEXIST, name.toString());
    }
    Disk.requireWritable(directory, true);
    durability.requireRoom(1);
  }

  void unlink(CachedInode directory, FileName name) {
    CachedInode inode = lookup(directory, name);
    if (inode.isDirectory()) {
      throw new ErrnoException(Errno.EISDIR, name.toString());
    }
    remove(directory, name, inode);
  }

  void rmdir(CachedInode directory, FileName name) {
    CachedInode inode = lookup(directory, name);
    requireEmptyDirectory(inode, name);
    remove(directory, name, inode);
  }

  private void remove(CachedInode directory, FileName name, CachedInode inode) {
    Disk.requireWritable(directory, false);
    Disk.requireWritable(inode, false);
    take(directory, name, inode);
    loseName(directory, inode);
    transaction.add(new Transaction.Remove(new Transaction.Place(directory, name), inode));
    changed(directory);
  }

  /** renameat2(2) with its flags; RENAME_WHITEOUT leaves a character device 0 behind. */
  void renameat2(
      CachedInode from, FileName name, CachedInode to, FileName newName, int flags, Caller caller) {
    if ((flags & LinuxPaths.RENAME_WHITEOUT) == 0) {
      rename(from, name, to, newName, flags);
      return;
    }
    int others = flags & ~LinuxPaths.RENAME_WHITEOUT;
    if (others == LinuxPaths.RENAME_EXCHANGE) {
      throw new ErrnoException(Errno.EINVAL, "RENAME_WHITEOUT with RENAME_EXCHANGE");
    }
    disk.probes().requireType(Statx.S_IFCHR);
    CachedInode whiteout = make(from, Statx.S_IFCHR, caller);
    boolean moved = false;
    try {
      moved = rename(from, name, to, newName, others);
    } finally {
      if (!moved) {
        inodes.remove(whiteout);
      }
    }
    if (moved) {
      enter(from, name, whiteout);
    }
  }

  /** Whether anything was renamed: not for two names of one inode. */
  private boolean rename(
      CachedInode from, FileName name, CachedInode to, FileName newName, int flags) {
    CachedInode moved = lookup(from, name);
    CachedInode replaced = find(to, newName);
    if ((flags & LinuxPaths.RENAME_EXCHANGE) != 0) {
      CachedInode other = lookup(to, newName);
      requireMovable(from, moved, to, other);
      exchange(from, name, moved, to, newName, other);
      return true;
    }
    if (flags != 0 && flags != LinuxPaths.RENAME_NOREPLACE) {
      throw new ErrnoException(Errno.EINVAL, "renameat2 with flags " + flags);
    }
    if (replaced != null && flags == LinuxPaths.RENAME_NOREPLACE) {
      throw new ErrnoException(Errno.EEXIST, newName.toString());
    }
    if (moved == replaced) {
      return false; // rename(2) does nothing
    }
    requireMovable(from, moved, to, replaced);
    durability.requireRoom(1);
    if (replaced != null) {
      replace(moved, replaced, newName);
      take(to, newName, replaced);
      loseName(to, replaced);
    }
    take(from, name, moved);
    put(to, newName, moved);
    if (moved.isDirectory()) {
      from.links--;
      to.links++;
    }
    moved.change = CachedInode.now();
    transaction.changed(moved);
    move(from, name, to, newName, 0, replaced == null ? List.of(moved) : List.of(moved, replaced));
    changed(from);
    changed(to);
    return true;
  }

  private void exchange(
      CachedInode from,
      FileName name,
      CachedInode moved,
      CachedInode to,
      FileName newName,
      CachedInode other) {
    take(from, name, moved);
    take(to, newName, other);
    put(from, name, other);
    put(to, newName, moved);
    int directories = (other.isDirectory() ? 1 : 0) - (moved.isDirectory() ? 1 : 0);
    from.links += directories;
    to.links -= directories;
    move(from, name, to, newName, LinuxPaths.RENAME_EXCHANGE, List.of(moved, other));
    changed(from);
    changed(to);
  }

  private void move(
      CachedInode from,
      FileName name,
      CachedInode to,
      FileName newName,
      int flags,
      List<CachedInode> moved) {
    transaction.add(
        new Transaction.Move(
            new Transaction.Place(from, name), new Transaction.Place(to, newName), flags, moved));
  }

  private static void requireMovable(
      CachedInode from, CachedInode moved, CachedInode to, CachedInode other) {
    Disk.requireWritable(from, false);
    Disk.requireWritable(moved, false);
    Disk.requireWritable(to, other == null);
    if (other != null) {
      Disk.requireWritable(other, false);
    }
  }

  private void replace(CachedInode moved, CachedInode replaced, FileName name) {
    if (replaced.isDirectory() && !moved.isDirectory()) {
      throw new ErrnoException(Errno.EISDIR, name.toString());
    }
    if (moved.isDirectory()) {
      requireEmptyDirectory(replaced, name);
    }
  }

  private void requireEmptyDirectory(CachedInode inode, FileName name) {
    if (!inode.isDirectory()) {
      throw new ErrnoException(Errno.ENOTDIR, name.toString());
    }
    if (!entries(inode).isEmpty()) {
      throw new ErrnoException(Errno.ENOTEMPTY, name.toString());
    }
  }

  private void loseName(CachedInode directory, CachedInode inode) {
    inode.links -= inode.isDirectory() ? 2 : 1;
    directory.links -= inode.isDirectory() ? 1 : 0;
    inode.removed = inode.isDirectory();
    inode.change = CachedInode.now();
    transaction.changed(inode);
  }

  private void put(CachedInode directory, FileName name, CachedInode inode) {
    entries(directory).put(name, new CachedInode.Child(inode.type, inode));
    inode.places.add(new Transaction.Place(directory, name));
  }

  private void take(CachedInode directory, FileName name, CachedInode inode) {
    entries(directory).remove(name);
    inode.places.remove(new Transaction.Place(directory, name));
  }

  private CachedInode find(CachedInode directory, FileName name) {
    disk.probes().requireName(name);
    CachedInode.Child child = entries(directory).get(name);
    if (child == null) {
      return null;
    }
    if (child.inode() == null) {
      put(directory, name, disk.open(directory, name));
    }
    return entries(directory).get(name).inode();
  }

  private void changed(CachedInode directory) {
    directory.touch(CachedInode.now());
    transaction.changed(directory);
  }
}
