package org.fusefixture.backing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.fusefixture.protocol.FileName;

/**
 * Changes of metadata that the disk does not have yet: the running transaction of a journal. It
 * becomes durable as a whole and in its order, or not at all, as those of ext4's jbd2
 * (Documentation/filesystems/ext4/journal.rst). Guarded by the volume's lock.
 */
final class Transaction {
  /** A change of names. */
  sealed interface NameChange {
    void apply(Disk disk);
  }

  /** An inode gets a name; it is made, if the disk does not have it. */
  record Enter(CachedInode directory, FileName name, CachedInode inode) implements NameChange {
    @Override
    public void apply(Disk disk) {
      disk.enter(directory, name, inode);
    }
  }

  /** An inode loses a name. */
  record Remove(CachedInode directory, FileName name, boolean isDirectory) implements NameChange {
    @Override
    public void apply(Disk disk) {
      if (isDirectory) {
        directory.held().rmdir(name);
      } else {
        directory.held().unlink(name);
      }
    }
  }

  /** A name changes, as by renameat2(2) with its flags. */
  record Move(CachedInode from, FileName name, CachedInode to, FileName newName, int flags)
      implements NameChange {
    @Override
    public void apply(Disk disk) {
      from.held().renameat2(name, to.held(), newName, flags);
    }
  }

  private final Deque<NameChange> names = new ArrayDeque<>();
  private final Set<CachedInode> attributes = new LinkedHashSet<>();

  void add(NameChange change) {
    names.add(change);
  }

  /** Attributes, size or extended attributes of an inode have changed. */
  void changed(CachedInode inode) {
    attributes.add(inode);
  }

  int names() {
    return names.size();
  }

  int attributes() {
    return attributes.size();
  }

  /** Drops the changes of one inode's attributes. */
  void forget(CachedInode inode) {
    attributes.remove(inode);
  }

  /** Writes all to the disk. A change that fails stays in the transaction, and so do later ones. */
  void commit(Disk disk) {
    while (!names.isEmpty()) {
      names.peek().apply(disk);
      names.remove();
    }
    for (CachedInode inode : attributes) {
      if (inode.isHeld()) {
        disk.writeAttributes(inode);
      }
    }
    attributes.removeIf(CachedInode::isHeld);
  }

  void clear() {
    names.clear();
    attributes.clear();
  }
}
