package org.fusefixture.backing;

import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.Timestamp;

/** Inodes that programs make. */
final class NewInode {
  private static final int SET_GROUP_ID = 02000;

  private NewInode() {}

  /** In memory only, and without a name; a set-group-ID directory gives its group (inode(7)). */
  static Inode in(InodeTable inodes, Inode parent, int mode, Owner owner, PageCount count) {
    Inode inode = inodes.create(mode & FileStatus.S_IFMT).empty();
    boolean inherits = (parent.permissions & SET_GROUP_ID) != 0;
    inode.permissions = mode & 07777 | (inherits && inode.isDirectory() ? SET_GROUP_ID : 0);
    inode.uid = owner.uid();
    inode.gid = inherits ? parent.gid : owner.gid();
    Timestamp now = Tree.now();
    inode.access = now;
    inode.touch(now);
    if (inode.isFile()) {
      inode.content = new FileCache(0, count);
    }
    return inode;
  }
}
