package org.fusefixture.backing;

import java.time.Instant;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.protocol.FileName;

/**
 * Names as programs see them. Each change is part of the running transaction. What the kernel has
 * checked before it asks (permissions, loops, other filesystems) is not checked again. Guarded by
 * the volume's lock.
 */
final class Tree {
  /** NAME_MAX of linux/limits.h, as most filesystems have it. */
  private static final int NAME_MAX = 255;

  private final Disk disk;
  private final Transaction transaction;

  Tree(Disk disk, Transaction transaction) {
    this.disk = disk;
    this.transaction = transaction;
  }

  /** The inode under a name; ENOENT. */
  Inode lookup(Inode directory, FileName name) {
    Inode found = find(directory, name);
    if (found == null) {
      throw new ErrnoException(Errno.ENOENT, name.toString());
    }
    return found;
  }

  /** The entries of a directory, to be read. */
  Map<FileName, Inode.Child> entries(Inode directory) {
    if (!directory.isDirectory()) {
      throw new ErrnoException(Errno.ENOTDIR, directory.pathName());
    }
    if (directory.entries == null) {
      directory.entries = disk.list(directory);
    }
    return directory.entries;
  }

  /** Gives an inode a name, its first or another. */
  void enter(Inode directory, FileName name, Inode inode) {
    requireFree(directory, name);
    put(directory, name, inode);
    inode.links += inode.isDirectory() ? 2 : 1;
    inode.change = now();
    directory.links += inode.isDirectory() ? 1 : 0;
    transaction.add(new NameChange.Enter(directory, name, inode));
    changed(directory);
    transaction.changed(inode);
  }

  /** Fails where there is something of this name, or cannot be. */
  void requireFree(Inode directory, FileName name) {
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

  Inode unlink(Inode directory, FileName name) {
    Inode inode = lookup(directory, name);
    if (inode.isDirectory()) {
      throw new ErrnoException(Errno.EISDIR, name.toString());
    }
    entries(directory).remove(name);
    loseName(directory, inode);
    transaction.add(new NameChange.Remove(directory, name, false));
    changed(directory);
    return inode;
  }

  Inode removeDirectory(Inode directory, FileName name) {
    Inode inode = lookup(directory, name);
    requireEmptyDirectory(inode, name);
    entries(directory).remove(name);
    loseName(directory, inode);
    transaction.add(new NameChange.Remove(directory, name, true));
    changed(directory);
    return inode;
  }

  void rename(Inode from, FileName name, Inode to, FileName newName, int flags) {
    Inode moved = lookup(from, name);
    if (newName.length() > NAME_MAX) {
      throw new ErrnoException(Errno.ENAMETOOLONG, newName.toString());
    }
    Inode replaced = find(to, newName);
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
    moved.change = now();
    transaction.changed(moved);
    transaction.add(new NameChange.Move(from, name, to, newName, 0));
    changed(from);
    changed(to);
  }

  private void exchange(
      Inode from, FileName name, Inode moved, Inode to, FileName newName, Inode other) {
    put(from, name, other);
    put(to, newName, moved);
    int directories = (other.isDirectory() ? 1 : 0) - (moved.isDirectory() ? 1 : 0);
    from.links += directories;
    to.links -= directories;
    transaction.add(new NameChange.Move(from, name, to, newName, LinuxPaths.RENAME_EXCHANGE));
    changed(from);
    changed(to);
  }

  private void replace(Inode moved, Inode replaced, FileName name) {
    if (replaced.isDirectory() && !moved.isDirectory()) {
      throw new ErrnoException(Errno.EISDIR, name.toString());
    }
    if (moved.isDirectory()) {
      requireEmptyDirectory(replaced, name);
    }
  }

  private void requireEmptyDirectory(Inode inode, FileName name) {
    if (!inode.isDirectory()) {
      throw new ErrnoException(Errno.ENOTDIR, name.toString());
    }
    if (!entries(inode).isEmpty()) {
      throw new ErrnoException(Errno.ENOTEMPTY, name.toString());
    }
  }

  private void loseName(Inode directory, Inode inode) {
    inode.links -= inode.isDirectory() ? 2 : 1;
    directory.links -= inode.isDirectory() ? 1 : 0;
    inode.removed = inode.isDirectory();
    inode.change = now();
    transaction.changed(inode);
  }

  private void put(Inode directory, FileName name, Inode inode) {
    entries(directory).put(name, new Inode.Child(inode.type, inode));
    inode.directory = directory;
    inode.name = name;
  }

  private Inode find(Inode directory, FileName name) {
    Inode.Child child = entries(directory).get(name);
    if (child == null) {
      return null;
    }
    if (child.inode() == null) {
      put(directory, name, disk.open(directory, name));
    }
    return entries(directory).get(name).inode();
  }

  private void changed(Inode directory) {
    directory.touch(now());
    transaction.changed(directory);
  }

  static Timestamp now() {
    return Timestamp.of(Instant.now());
  }

  /** Whether the type bits are of something that has a device number. */
  static boolean isDevice(int type) {
    return type == FileStatus.S_IFCHR || type == FileStatus.S_IFBLK;
  }
}
