package org.fusefixture.backing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Changes of metadata that the disk does not know of: the running transaction of a journal. It
 * becomes durable as a whole and in its order, or not at all, as those of ext4's jbd2
 * (Documentation/filesystems/ext4/journal.rst). Guarded by the volume's lock.
 */
final class Transaction {
  private final Deque<NameChange> names = new ArrayDeque<>();
  private final Set<Inode> attributes = new LinkedHashSet<>();

  void add(NameChange change) {
    names.add(change);
  }

  /** Attributes, size or extended attributes of an inode have changed. */
  void changed(Inode inode) {
    attributes.add(inode);
  }

  int names() {
    return names.size();
  }

  int attributes() {
    return attributes.size();
  }

  boolean contains(Inode inode) {
    return attributes.contains(inode);
  }

  /** Takes the changes of one inode's attributes back. */
  void forget(Inode inode) {
    attributes.remove(inode);
  }

  /** Writes all to the disk; what fails is still in it afterwards, and what comes behind that. */
  void commit(Disk disk) {
    while (!names.isEmpty()) {
      disk.apply(names.peek());
      names.remove();
    }
    for (Inode inode : attributes) {
      if (inode.disk != null) {
        disk.writeAttributes(inode);
      }
    }
    attributes.removeIf(inode -> inode.disk != null);
  }

  void clear() {
    names.clear();
    attributes.clear();
  }
}
