package org.fusefixture.backing;

import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.protocol.FileName;

/**
 * Names as programs see them. Each change joins the running transaction. What the kernel checks
 * before it asks (permissions, loops, other filesystems) is not checked again. Guarded by the
 * volume's lock.
 */
final class CachedNames {
  /** NAME_MAX of linux/limits.h. */
  private static final int NAME_MAX = 255;

  private final Disk disk;
  private final Transaction transaction;

  CachedNames(Disk disk, Transaction transaction) {
    this.disk = disk;
    this.transaction = transaction;
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

  /** Gives an inode a name, its first or another. */
  void enter(CachedInode directory, FileName name, CachedInode inode) {
    requireFree(directory, name);
    put(directory, name, inode);
    inode.links += inode.isDirectory() ? 2 : 1;
    inode.change = CachedInode.now();
    directory.links += inode.isDirectory() ? 1 : 0;
    transaction.add(new Transaction.Enter(directory, name, inode));
    changed(directory);
    transaction.changed(inode);
  }

  /** Fails if the name is taken, or cannot be given. */
  void requireFree(CachedInode directory, FileName name) {
    if (name.length() > NAME_MAX) {
      throw new ErrnoException(Errno.ENAMETOOLONG, name.toString());
    }
    if (directory.removed) {
      throw new ErrnoException(Errno.ENOENT, "the directory was removed");
    }
    if (entries(directory).containsKey(name)) {
      throw new ErrnoException(Errno.EEXIST, name.toString());
    }
  }

  void unlink(CachedInode directory, FileName name) {
    CachedInode inode = lookup(directory, name);
    if (inode.isDirectory()) {
      throw new ErrnoException(Errno.EISDIR, name.toString());
    }
    entries(directory).remove(name);
    loseName(directory, inode);
    transaction.add(new Transaction.Remove(directory, name, false));
    changed(directory);
  }

  void rmdir(CachedInode directory, FileName name) {
    CachedInode inode = lookup(directory, name);
    requireEmptyDirectory(inode, name);
    entries(directory).remove(name);
    loseName(directory, inode);
    transaction.add(new Transaction.Remove(directory, name, true));
    changed(directory);
  }

  void rename(CachedInode from, FileName name, CachedInode to, FileName newName, int flags) {
    CachedInode moved = lookup(from, name);
    if (newName.length() > NAME_MAX) {
      throw new ErrnoException(Errno.ENAMETOOLONG, newName.toString());
    }
    CachedInode replaced = find(to, newName);
    if ((flags & LinuxPaths.RENAME_EXCHANGE) != 0) {
      exchange(from, name, moved, to, newName, lookup(to, newName));
      return;
    }
    if (flags != 0 && flags != LinuxPaths.RENAME_NOREPLACE) {
      throw new ErrnoException(Errno.EINVAL, "renameat2 with flags " + flags);
    }
    if (replaced != null && flags == LinuxPaths.RENAME_NOREPLACE) {
      throw new ErrnoException(Errno.EEXIST, newName.toString());
    }
    if (moved == replaced) {
      return; // two names of one inode: rename(2) does nothing
    }
    if (replaced != null) {
      replace(moved, replaced, newName);
      entries(to).remove(newName);
      loseName(to, replaced);
    }
    entries(from).remove(name);
    put(to, newName, moved);
    if (moved.isDirectory()) {
      from.links--;
      to.links++;
    }
    moved.change = CachedInode.now();
    transaction.changed(moved);
    transaction.add(new Transaction.Move(from, name, to, newName, 0));
    changed(from);
    changed(to);
  }

  private void exchange(
      CachedInode from,
      FileName name,
      CachedInode moved,
      CachedInode to,
      FileName newName,
      CachedInode other) {
    put(from, name, other);
    put(to, newName, moved);
    int directories = (other.isDirectory() ? 1 : 0) - (moved.isDirectory() ? 1 : 0);
    from.links += directories;
    to.links -= directories;
    transaction.add(new Transaction.Move(from, name, to, newName, LinuxPaths.RENAME_EXCHANGE));
    changed(from);
    changed(to);
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
    inode.directory = directory;
    inode.name = name;
  }

  private CachedInode find(CachedInode directory, FileName name) {
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
