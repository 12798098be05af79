package org.fusefixture.sample.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fusefixture.protocol.FileName;

/**
 * All files as they were at a moment. Inodes keep their numbers, so that open files go on with what
 * they held then; those that were made since have no name any more.
 */
final class TreeSnapshot {
  /**
   * An inode as it was.
   *
   * @param content of a regular file, otherwise null
   * @param entries of a directory, otherwise null
   * @param parent of a directory, otherwise null
   */
  private record Saved(
      Inode.Metadata metadata,
      FileContent.Copy content,
      Map<FileName, Inode> entries,
      Directory parent) {

    static Saved of(Inode inode) {
      return new Saved(
          inode.metadata(),
          inode instanceof RegularFile file ? file.content().copy() : null,
          inode instanceof Directory directory ? directory.entries() : null,
          inode instanceof Directory directory ? directory.parent() : null);
    }

    void restore(Inode inode) {
      inode.restore(metadata);
      if (inode instanceof Directory directory) {
        directory.replace(entries);
        directory.setParent(parent);
      }
    }
  }

  private final Map<Inode, Saved> inodes = new LinkedHashMap<>();

  private TreeSnapshot() {}

  /** Of all inodes, which stay in the table as long as the snapshot does. */
  static TreeSnapshot of(InodeTable table) {
    TreeSnapshot snapshot = new TreeSnapshot();
    for (Inode inode : table.all()) {
      inode.keep(1);
      snapshot.inodes.put(inode, Saved.of(inode));
    }
    return snapshot;
  }

  /** Puts everything back; contents are emptied first, so that there is space for all. */
  void restore(InodeTable table) {
    for (Inode inode : table.all()) {
      if (inode instanceof RegularFile file) {
        file.content().truncate(0);
      }
      if (!inodes.containsKey(inode)) {
        inode.removed();
      }
    }
    inodes.forEach((inode, saved) -> saved.restore(inode));
    inodes.forEach(
        (inode, saved) -> {
          if (inode instanceof RegularFile file) {
            file.content().restore(saved.content());
          }
        });
    table.all().forEach(table::reap);
  }

  /** It is of no use any more. */
  void giveUp(InodeTable table) {
    for (Inode inode : inodes.keySet()) {
      inode.keep(-1);
      table.reap(inode);
    }
  }
}
