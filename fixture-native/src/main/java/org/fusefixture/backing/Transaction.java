package org.fusefixture.backing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;

/**
 * Changes of metadata that the disk does not have yet: the running transaction of a journal. It
 * becomes durable as a whole and in its order, or not at all, as those of ext4's jbd2
 * (Documentation/filesystems/ext4/journal.rst). What the disk refuses stays for the next time, with
 * what depends on it; the rest becomes durable. Guarded by the volume's lock.
 */
final class Transaction {
  /** A name in a directory. */
  record Place(CachedInode directory, FileName name) {
    /** Relative to the root. */
    String pathName() {
      String above = directory.pathName();
      return above.isEmpty() ? name.toString() : above + "/" + name;
    }

    @Override
    public String toString() {
      return "\"" + pathName() + "\"";
    }
  }

  /** A change of names. */
  sealed interface NameChange {
    void apply(Disk disk);

    /** What this change says something new of: later changes of the same depend on it. */
    List<Object> parts();

    /** Directories and inodes that the disk must have before, and whose syncing needs it. */
    List<CachedInode> inodes();
  }

  /** An inode gets a name; it is made, if the disk does not have it. */
  record Enter(Place place, CachedInode inode) implements NameChange {
    @Override
    public void apply(Disk disk) {
      disk.enter(place.directory, place.name, inode);
    }

    @Override
    public List<Object> parts() {
      return List.of(place, inode);
    }

    @Override
    public List<CachedInode> inodes() {
      return List.of(inode, place.directory);
    }

    @Override
    public String toString() {
      return "name " + place;
    }
  }

  /** An inode loses a name. */
  record Remove(Place place, CachedInode inode) implements NameChange {
    @Override
    public void apply(Disk disk) {
      if (inode.isDirectory()) {
        place.directory.held().rmdir(place.name);
      } else {
        place.directory.held().unlink(place.name);
      }
    }

    @Override
    public List<Object> parts() {
      return List.of(place, inode);
    }

    @Override
    public List<CachedInode> inodes() {
      return List.of(inode, place.directory);
    }

    @Override
    public String toString() {
      return "removal of " + place;
    }
  }

  /**
   * A name changes, as by renameat2(2) with its flags.
   *
   * @param moved the one that moves, and the other one if there is one
   */
  record Move(Place from, Place to, int flags, List<CachedInode> moved) implements NameChange {
    @Override
    public void apply(Disk disk) {
      from.directory.held().renameat2(from.name, to.directory.held(), to.name, flags);
    }

    @Override
    public List<Object> parts() {
      List<Object> parts = new ArrayList<>(moved);
      parts.add(from);
      parts.add(to);
      return parts;
    }

    @Override
    public List<CachedInode> inodes() {
      List<CachedInode> all = new ArrayList<>(moved);
      all.add(from.directory);
      all.add(to.directory);
      return all;
    }

    @Override
    public String toString() {
      return "move of " + from + " to " + to;
    }
  }

  private final Deque<NameChange> names = new ArrayDeque<>();
  private final Set<CachedInode> attributes = new LinkedHashSet<>();
  private final Set<CachedInode> accessed = new LinkedHashSet<>();
  private final List<String> refusals = new ArrayList<>();

  void add(NameChange change) {
    names.add(change);
  }

  /** Attributes, size or extended attributes of an inode have changed. */
  void changed(CachedInode inode) {
    attributes.add(inode);
  }

  /** An inode was read, which changes its time of access and nothing that is worth a report. */
  void accessed(CachedInode inode) {
    accessed.add(inode);
  }

  /** What the disk has refused when all was last written to it: change and error. */
  List<String> refusals() {
    return refusals;
  }

  int names() {
    return names.size();
  }

  int attributes() {
    return attributes.size();
  }

  /** Number of inodes that the disk will have to make. */
  long newInodes() {
    return names.stream()
        .filter(change -> change instanceof Enter enter && !enter.inode.isHeld())
        .count();
  }

  /** Drops the changes of one inode's attributes. */
  void forget(CachedInode inode) {
    attributes.remove(inode);
    accessed.remove(inode);
  }

  /**
   * Writes all to the disk. A change that fails stays in the transaction, and so do later ones that
   * depend on it.
   *
   * @param failed is told of each inode that is concerned
   */
  void commit(Disk disk, BiConsumer<CachedInode, ErrnoException> failed) {
    refusals.clear();
    commitNames(disk, failed);
    attributes.removeIf(inode -> write(inode, disk::writeAttributes, failed));
    accessed.removeIf(inode -> write(inode, disk::writeTimes, failed));
  }

  private void commitNames(Disk disk, BiConsumer<CachedInode, ErrnoException> failed) {
    Set<Object> blocked = new HashSet<>();
    ErrnoException first = null;
    for (int left = names.size(); left > 0; left--) {
      NameChange change = names.remove();
      try {
        if (first != null && dependsOn(change, blocked)) {
          throw first;
        }
        change.apply(disk);
      } catch (ErrnoException e) {
        first = first == null ? e : first;
        names.add(change);
        refusals.add(refusal(change.toString(), e));
        blocked.addAll(change.parts());
        change.inodes().forEach(inode -> failed.accept(inode, e));
      }
    }
  }

  private static boolean dependsOn(NameChange change, Set<Object> blocked) {
    return change.parts().stream().anyMatch(blocked::contains)
        || change.inodes().stream().anyMatch(blocked::contains);
  }

  static String refusal(String what, ErrnoException failure) {
    return what + ": " + failure.errno() + ", " + failure.errno().description();
  }

  /** Whether it is written; an inode that the disk does not have yet is written later. */
  private boolean write(
      CachedInode inode,
      Consumer<CachedInode> action,
      BiConsumer<CachedInode, ErrnoException> failed) {
    if (!inode.isHeld()) {
      return inode.isUnnamed(); // it never had a name, and will have none
    }
    try {
      action.accept(inode);
      return true;
    } catch (ErrnoException e) {
      refusals.add(refusal("attributes of \"" + inode.pathName() + "\"", e));
      failed.accept(inode, e);
      return false;
    }
  }

  void clear() {
    refusals.clear();
    names.clear();
    attributes.clear();
    accessed.clear();
  }
}
