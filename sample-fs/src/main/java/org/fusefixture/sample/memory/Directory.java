package org.fusefixture.sample.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;

/**
 * A directory. Its entries are guarded by the lock of the tree that it belongs to.
 *
 * <p>Cookies count upwards and are never used twice; a listing that goes on after a cookie
 * therefore sees every entry that stayed, once, whatever came and went in between (readdir(3)).
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

  /** Cookies of "." and ".."; those of entries follow. */
  static final long SELF_COOKIE = 1;

  static final long PARENT_COOKIE = 2;

  private static final int ENTRY_SIZE = 64;

  private final Map<FileName, Child> byName = new HashMap<>();
  private final NavigableMap<Long, Child> byCookie = new TreeMap<>();
  private long lastCookie = PARENT_COOKIE;
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
    Child entry = new Child(name, ++lastCookie, inode);
    byName.put(name, entry);
    byCookie.put(entry.cookie(), entry);
    count = byName.size();
  }

  void remove(Child entry) {
    byName.remove(entry.name());
    byCookie.remove(entry.cookie());
    count = byName.size();
  }

  /** All entries by name. */
  Map<FileName, Inode> entries() {
    Map<FileName, Inode> entries = new LinkedHashMap<>();
    byCookie.values().forEach(entry -> entries.put(entry.name(), entry.inode()));
    return entries;
  }

  /** Replaces all entries; they get new cookies. */
  void replace(Map<FileName, Inode> entries) {
    byName.clear();
    byCookie.clear();
    entries.forEach(this::add);
    count = byName.size();
  }

  /** Entries in the order of a listing, after a cookie. */
  Collection<Child> after(long cookie) {
    return byCookie.tailMap(cookie, false).values();
  }
}
