package org.fusefixture.sample.memory;

import org.fusefixture.protocol.FileName;

/** A name in a directory. Its cookie never changes, so that a listing can go on after it. */
final class DirectoryEntry {
  private final FileName name;
  private final long cookie;
  private Inode inode;

  DirectoryEntry(FileName name, long cookie, Inode inode) {
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
