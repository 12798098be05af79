package org.fusefixture.sample.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;

/**
 * A directory. Its entries are guarded by the lock of the tree that it belongs to.
 *
 * <p>A listing shows the newest entry first: cookies count downwards and are never used twice. So a
 * listing that goes on after a cookie sees every entry that stayed, once, and none that was made or
 * renamed since it began; it ends, however fast names change (xfstests generic/736). tmpfs lists in
 * this order for the same reason (offset_iterate_dir of fs/libfs.c, Linux 6.14). A listing that
 * starts again at 0 sees all names, as rewinddir(3) asks.
 */
final class Directory extends Inode {
  /** A name in a directory. Its cookie never changes, so that a listing can go on after it. */
  static final class Child {
    private final FileName name;
    private final long cookie;
    private Inode inode;

    Child(FileName name, long cookie, Inode inode) {
      this.name = name;
      this.cookie = cookie;
      this.inode = inode;
    }

    FileName name() {
      return name;
    }

    long cookie() {
      return cookie;
    }

    Inode inode() {
      return inode;
    }

    void setInode(Inode value) {
      inode = value;
    }
  }

  static final FileName SELF = FileName.of(".");
  static final FileName PARENT = FileName.of("..");

  /** Cookies of "." and ".."; those of entries are larger. */
  static final long SELF_COOKIE = 1;

  static final long PARENT_COOKIE = 2;

  /** Above the cookie of the oldest entry: more than a directory will ever have had. */
  private static final long FIRST_COOKIE = 1L << 48;

  private static final int ENTRY_SIZE = 64;

  private final Map<FileName, Child> byName = new HashMap<>();
  private final NavigableMap<Long, Child> byCookie = new TreeMap<>();
  private long newestCookie = FIRST_COOKIE;
  private Directory parent;
  private volatile int count;

  /** A directory; the root is its own parent. */
  Directory(long number, int mode, Owner owner, Instant now, Directory parent) {
    super(number, mode, owner, 2, now);
    this.parent = parent == null ? this : parent;
  }

  @Override
  long size() {
    return (long) ENTRY_SIZE * (2 + count);
  }

  Directory parent() {
    return parent;
  }

  void setParent(Directory value) {
    parent = value;
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Whether this directory was removed, so that nothing can be made in it. */
  boolean isRemoved() {
    return links() == 0;
  }

  /** Whether this is a directory or lies below it. */
  boolean isWithin(Inode other) {
    for (Directory at = this; ; at = at.parent) {
      if (at == other) {
        return true;
      }
      if (at.parent == at) {
        return false;
      }
    }
  }

  /** The entry of a name, or null. */
  Child find(FileName name) {
    return byName.get(name);
  }

  Child require(FileName name) {
    Child entry = byName.get(name);
    if (entry == null) {
      throw new ErrnoException(Errno.ENOENT, "\"" + name + "\" in inode " + number());
    }
    return entry;
  }

  void add(FileName name, Inode inode) {
    enter(new Child(name, --newestCookie, inode));
  }

  private void enter(Child entry) {
    byName.put(entry.name(), entry);
    byCookie.put(entry.cookie(), entry);
    count = byName.size();
  }

  void remove(Child entry) {
    byName.remove(entry.name());
    byCookie.remove(entry.cookie());
    count = byName.size();
  }

  /** The names of all entries. */
  Set<FileName> names() {
    return Set.copyOf(byName.keySet());
  }

  /** Copies of all entries. */
  List<Child> copies() {
    return byCookie.values().stream()
        .map(entry -> new Child(entry.name(), entry.cookie(), entry.inode()))
        .toList();
  }

  /** Replaces all entries by copies of earlier ones, which keep their cookies. */
  void replace(List<Child> earlier) {
    byName.clear();
    byCookie.clear();
    count = 0;
    earlier.forEach(entry -> enter(new Child(entry.name(), entry.cookie(), entry.inode())));
  }

  /** Entries in the order of a listing, after a cookie. */
  Collection<Child> after(long cookie) {
    return byCookie.tailMap(cookie, false).values();
  }
}
