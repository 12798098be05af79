package org.fusefixture.backing;

import org.fusefixture.protocol.FileName;

/** A change of names that the disk does not know of. */
sealed interface NameChange {
  /** An inode gets a name; it is made, if it is not on the disk. */
  record Enter(Inode directory, FileName name, Inode inode) implements NameChange {}

  /** An inode loses a name. */
  record Remove(Inode directory, FileName name, boolean isDirectory) implements NameChange {}

  /** A name is changed, as by renameat2(2) with its flags. */
  record Move(Inode from, FileName name, Inode to, FileName newName, int flags)
      implements NameChange {}
}
