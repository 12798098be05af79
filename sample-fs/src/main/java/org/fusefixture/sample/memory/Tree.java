package org.fusefixture.sample.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/**
 * The names: which directory has which entry. One lock for the whole tree, held for no longer than
 * an entry takes; contents and attributes of inodes are not under it.
 *
 * <p>Checks of the kernel are made again where the tree would break without them. Permissions, the
 * sticky bit included (may_delete of fs/namei.c), are left to the kernel.
 */
final class Tree {
  /** Of linux/limits.h, in bytes. */
  static final int NAME_MAX = 255;

  private final InodeTable inodes;
  private final InstantSource clock;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Renaming renaming;

  Tree(InodeTable inodes, InodeFactory factory, InstantSource clock) {
    this.inodes = inodes;
    this.clock = clock;
    renaming = new Renaming(inodes, factory);
  }

  /** Something done with an entry. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @return false to see no more
     */
    boolean visit(FileName name, Inode inode, long cookie);
  }

  /** The inode of a name, counted as looked up; null if there is none. */
  Inode lookup(NodeId directoryId, FileName name) {
    checkLength(name);
    return reading(
        () -> {
          Inode found = resolve(directoryId, name);
          if (found != null) {
            found.remember();
          }
          return found;
        });
  }

  private static void checkLength(FileName name) {
    if (name.length() > NAME_MAX) {
      throw new ErrnoException(
          Errno.ENAMETOOLONG, "a name of " + name.length() + " bytes, at most " + NAME_MAX);
    }
  }

  private Inode resolve(NodeId directoryId, FileName name) {
    // "." and ".." come from file handles (EXPORT_SUPPORT), the first also for a file.
    if (name.equals(Directory.SELF)) {
      return inodes.get(directoryId);
    }
    Directory directory = inodes.directory(directoryId);
    if (name.equals(Directory.PARENT)) {
      return directory.parent();
    }
    Directory.Child entry = directory.find(name);
    return entry == null ? null : entry.inode();
  }

  /** Finds an inode by its path, without following symbolic links; null if there is none. */
  Inode walk(Iterable<FileName> path) {
    return reading(
        () -> {
          Inode at = inodes.get(NodeId.ROOT);
          for (FileName name : path) {
            Directory.Child entry = at instanceof Directory directory ? directory.find(name) : null;
            if (entry == null) {
              return null;
            }
            at = entry.inode();
          }
          return at;
        });
  }

  /** Shows the entries after a cookie; their inodes stay while they are shown. */
  void list(NodeId directoryId, long cookie, Visitor visitor) {
    reading(
        () -> {
          Directory directory = inodes.directory(directoryId);
          directory.accessed(clock.instant());
          show(directory, cookie, visitor);
          return null;
        });
  }

  private static void show(Directory directory, long cookie, Visitor visitor) {
    if (cookie < Directory.SELF_COOKIE
        && !visitor.visit(Directory.SELF, directory, Directory.SELF_COOKIE)) {
      return;
    }
    if (cookie < Directory.PARENT_COOKIE
        && !visitor.visit(Directory.PARENT, directory.parent(), Directory.PARENT_COOKIE)) {
      return;
    }
    for (Directory.Child entry : directory.after(cookie)) {
      if (!visitor.visit(entry.name(), entry.inode(), entry.cookie())) {
        return;
      }
    }
  }

  /** Makes an inode under a name; it counts as looked up. */
  <T extends Inode> T create(NodeId directoryId, FileName name, InodeFactory.Recipe<T> recipe) {
    checkLength(name);
    return writing(
        () -> {
          Directory directory = inodes.directory(directoryId);
          checkFree(directory, name);
          Instant now = clock.instant();
          T made = recipe.make(directory, now);
          try {
            enter(directory, name, made, now);
          } catch (ErrnoException e) {
            made.discard();
            inodes.giveUp();
            throw e;
          }
          inodes.add(made);
          made.remember();
          return made;
        });
  }

  /** Makes an inode without a name; it counts as looked up. */
  <T extends Inode> T createUnnamed(NodeId directoryId, InodeFactory.Recipe<T> recipe) {
    return writing(
        () -> {
          T made = recipe.make(inodes.directory(directoryId), clock.instant());
          inodes.add(made);
          made.remember();
          return made;
        });
  }

  private void checkFree(Directory directory, FileName name) {
    if (name.equals(Directory.SELF) || name.equals(Directory.PARENT)) {
      throw new ErrnoException(Errno.EEXIST, "\"" + name + "\"");
    }
    if (directory.find(name) != null) {
      throw new ErrnoException(Errno.EEXIST, "\"" + name + "\" in inode " + directory.number());
    }
    if (directory.isRemoved()) {
      throw new ErrnoException(Errno.ENOENT, "directory " + directory.number() + " was removed");
    }
  }

  private static void enter(Directory directory, FileName name, Inode inode, Instant now) {
    if (inode.isDirectory()) {
      directory.linked();
    }
    directory.add(name, inode);
    directory.modified(now);
  }

  /** Gives an inode another name; counts as one lookup. */
  Inode link(NodeId existing, NodeId directoryId, FileName name) {
    checkLength(name);
    return writing(
        () -> {
          Directory directory = inodes.directory(directoryId);
          Inode inode = inodes.get(existing);
          if (inode.isDirectory()) {
            throw new ErrnoException(Errno.EPERM, "a hard link to directory " + existing);
          }
          checkFree(directory, name);
          if (inode.links() == 0 && !(inode instanceof RegularFile file && file.isLinkable())) {
            throw new ErrnoException(Errno.ENOENT, "inode " + existing + " has no name any more");
          }
          Instant now = clock.instant();
          inode.linked();
          if (inode instanceof RegularFile file) {
            file.setLinkable(false);
          }
          inode.changed(now);
          enter(directory, name, inode, now);
          inode.remember();
          return inode;
        });
  }

  /** Removes a name of anything but a directory. */
  void unlink(NodeId directoryId, FileName name) {
    checkLength(name);
    writing(
        () -> {
          Directory directory = inodes.directory(directoryId);
          Directory.Child entry = directory.require(name);
          Inode inode = entry.inode();
          if (inode.isDirectory()) {
            throw new ErrnoException(Errno.EISDIR, "\"" + name + "\"");
          }
          Instant now = clock.instant();
          directory.remove(entry);
          directory.modified(now);
          inode.unlinked();
          inode.changed(now);
          return inode;
        },
        inodes::reap);
  }

  /** Removes an empty directory. */
  void rmdir(NodeId directoryId, FileName name) {
    checkLength(name);
    writing(
        () -> {
          Directory parent = inodes.directory(directoryId);
          Directory.Child entry = parent.require(name);
          if (!(entry.inode() instanceof Directory directory)) {
            throw new ErrnoException(Errno.ENOTDIR, "\"" + name + "\"");
          }
          if (!directory.isEmpty()) {
            throw new ErrnoException(Errno.ENOTEMPTY, "\"" + name + "\"");
          }
          Instant now = clock.instant();
          parent.remove(entry);
          parent.unlinked();
          parent.modified(now);
          directory.removed();
          directory.changed(now);
          return directory;
        },
        inodes::reap);
  }

  /**
   * Moves an entry, as renameat2(2).
   *
   * @param flags RENAME_* bits
   */
  void rename(
      NodeId fromId, FileName name, NodeId toId, FileName newName, int flags, Inode.Owner caller) {
    checkLength(name);
    checkLength(newName);
    writing(
        () ->
            renaming.rename(
                new Renaming.Place(inodes.directory(fromId), name),
                new Renaming.Place(inodes.directory(toId), newName),
                flags,
                caller,
                clock.instant()),
        inodes::reap);
  }

  /** The names in a directory. */
  Set<FileName> names(Directory directory) {
    return reading(directory::names);
  }

  /** Takes a snapshot; names do not change meanwhile. */
  MemorySnapshots.State snapshot() {
    return reading(() -> MemorySnapshots.State.of(inodes));
  }

  /** Goes back to a snapshot. */
  void rollBack(MemorySnapshots.State snapshot) {
    writing(
        () -> {
          snapshot.restore(inodes);
          return null;
        });
  }

  private <T> T reading(Supplier<T> action) {
    return locked(lock.readLock(), action);
  }

  private <T> T writing(Supplier<T> action) {
    return locked(lock.writeLock(), action);
  }

  /** Frees what lost its name outside of the lock, as it may be large. */
  private void writing(Supplier<Inode> action, Consumer<Inode> afterwards) {
    Inode dropped = writing(action);
    if (dropped != null) {
      afterwards.accept(dropped);
    }
  }

  private static <T> T locked(Lock lock, Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
