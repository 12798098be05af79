package org.fusefixture.sample.memory;

import java.time.Instant;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;

/** Moves entries of directories, as renameat2(2); called under the lock of the tree. */
final class Renaming {
  private static final int NOREPLACE = 1;
  private static final int EXCHANGE = 2;
  private static final int WHITEOUT = 4;

  /** A name in a directory, whether there is an entry or not. */
  record Place(Directory directory, FileName name) {
    Directory.Child entry() {
      return directory.find(name);
    }
  }

  private final InodeTable inodes;
  private final InodeFactory factory;

  Renaming(InodeTable inodes, InodeFactory factory) {
    this.inodes = inodes;
    this.factory = factory;
  }

  /**
   * Moves what is at one place to another.
   *
   * @return the inode that lost its name by it, or null
   */
  Inode rename(Place from, Place to, int flags, Inode.Owner caller, Instant now) {
    boolean exchange = (flags & EXCHANGE) != 0;
    if ((flags & ~(NOREPLACE | EXCHANGE | WHITEOUT)) != 0
        || exchange && (flags & (NOREPLACE | WHITEOUT)) != 0) {
      throw new ErrnoException(Errno.EINVAL, "rename flags " + flags);
    }
    Inode moved = from.directory().require(from.name()).inode();
    Directory.Child target = to.entry();
    if ((flags & NOREPLACE) != 0 && target != null) {
      throw new ErrnoException(Errno.EEXIST, "\"" + to.name() + "\"");
    }
    if (exchange && target == null) {
      throw new ErrnoException(Errno.ENOENT, "\"" + to.name() + "\"");
    }
    checkNoLoop(moved, to);
    if (target != null && target.inode() == moved) {
      return null; // two names of one inode: nothing happens (rename(2))
    }
    if (exchange) {
      checkNoLoop(target.inode(), from);
      exchange(from, to, now);
      return null;
    }
    return move(from, to, (flags & WHITEOUT) != 0, caller, now);
  }

  private static void checkNoLoop(Inode moved, Place to) {
    if (moved.isDirectory() && to.directory().isWithin(moved)) {
      throw new ErrnoException(
          Errno.EINVAL, "directory " + moved.number() + " into \"" + to.name() + "\" below itself");
    }
  }

  private static void exchange(Place from, Place to, Instant now) {
    Directory.Child one = from.entry();
    Directory.Child other = to.entry();
    Inode first = one.inode();
    Inode second = other.inode();
    if (from.directory() != to.directory() && first.isDirectory() != second.isDirectory()) {
      // The one that gets a subdirectory first, as only that can fail (EMLINK).
      Directory gains = first.isDirectory() ? to.directory() : from.directory();
      Directory loses = first.isDirectory() ? from.directory() : to.directory();
      gains.linked();
      loses.unlinked();
    }
    one.setInode(second);
    other.setInode(first);
    adopt(first, to.directory(), now);
    adopt(second, from.directory(), now);
    from.directory().modified(now);
    to.directory().modified(now);
  }

  private Inode move(Place from, Place to, boolean whiteout, Inode.Owner caller, Instant now) {
    Directory.Child source = from.entry();
    Directory.Child target = to.entry();
    Inode moved = source.inode();
    Inode replaced = target == null ? null : target.inode();
    checkReplaceable(moved, replaced, to);
    if (to.directory().isRemoved()) {
      throw new ErrnoException(Errno.ENOENT, "directory " + to.directory().number());
    }
    Inode.SpecialFile left = whiteout ? factory.whiteout(from.directory(), caller, now) : null;
    try {
      if (moved.isDirectory() && replaced == null && from.directory() != to.directory()) {
        to.directory().linked();
      }
    } catch (ErrnoException e) {
      if (left != null) {
        inodes.giveUp();
      }
      throw e;
    }
    if (moved.isDirectory() && (replaced != null || from.directory() != to.directory())) {
      from.directory().unlinked();
    }
    leave(source, from.directory(), left);
    if (target == null) {
      to.directory().add(to.name(), moved);
    } else {
      target.setInode(moved);
    }
    adopt(moved, to.directory(), now);
    if (replaced != null) {
      drop(replaced, now);
    }
    from.directory().modified(now);
    to.directory().modified(now);
    return replaced;
  }

  private static void checkReplaceable(Inode moved, Inode replaced, Place to) {
    if (replaced == null) {
      return;
    }
    if (moved.isDirectory() && !replaced.isDirectory()) {
      throw new ErrnoException(Errno.ENOTDIR, "a directory onto \"" + to.name() + "\"");
    }
    if (!moved.isDirectory() && replaced.isDirectory()) {
      throw new ErrnoException(Errno.EISDIR, "a file onto directory \"" + to.name() + "\"");
    }
    if (replaced instanceof Directory directory && !directory.isEmpty()) {
      throw new ErrnoException(Errno.ENOTEMPTY, "\"" + to.name() + "\"");
    }
  }

  private void leave(Directory.Child source, Directory directory, Inode.SpecialFile whiteout) {
    if (whiteout == null) {
      directory.remove(source);
    } else {
      inodes.add(whiteout);
      source.setInode(whiteout);
    }
  }

  private static void adopt(Inode inode, Directory directory, Instant now) {
    if (inode instanceof Directory moved) {
      moved.setParent(directory);
    }
    inode.changed(now);
  }

  private static void drop(Inode replaced, Instant now) {
    if (replaced.isDirectory()) {
      replaced.removed();
    } else {
      replaced.unlinked();
    }
    replaced.changed(now);
  }
}
