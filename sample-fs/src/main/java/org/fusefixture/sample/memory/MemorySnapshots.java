package org.fusefixture.sample.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.fusefixture.filesystem.Snapshots;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** States that a filesystem can roll back to, by name. */
final class MemorySnapshots {
  private final Tree tree;
  private final InodeTable inodes;
  private final Map<String, State> byName = new TreeMap<>();

  MemorySnapshots(Tree tree, InodeTable inodes) {
    this.tree = tree;
    this.inodes = inodes;
  }

  synchronized void take(String name) {
    State before = byName.put(name, tree.snapshot());
    if (before != null) {
      before.giveUp(inodes);
    }
  }

  /** Rolls back, and returns what the kernel may have cached. */
  synchronized List<Snapshots.Stale> rollBack(String name) {
    State snapshot = byName.get(name);
    if (snapshot == null) {
      throw new NoSuchElementException(
          "there is no snapshot called \"" + name + "\", only " + byName.keySet());
    }
    Map<Long, Set<FileName>> names = names();
    tree.rollBack(snapshot);
    names().forEach((node, now) -> names.computeIfAbsent(node, n -> new HashSet<>()).addAll(now));
    List<Snapshots.Stale> stale = new ArrayList<>();
    names.forEach(
        (number, entries) -> {
          NodeId node = new NodeId(number);
          stale.add(Snapshots.Stale.inode(node));
          entries.forEach(entry -> stale.add(Snapshots.Stale.entry(node, entry)));
        });
    return stale;
  }

  /** Names by directory, and all other inodes without any. */
  private Map<Long, Set<FileName>> names() {
    Map<Long, Set<FileName>> names = new HashMap<>();
    for (Inode inode : inodes.all()) {
      Set<FileName> known = names.computeIfAbsent(inode.number(), number -> new HashSet<>());
      if (inode instanceof Directory directory) {
        known.addAll(tree.names(directory));
      }
    }
    return names;
  }

  /**
   * All files as they were at a moment. Inodes keep their numbers, so that open files go on with
   * what they held then; those that were made since have no name any more.
   */
  static final class State {
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
        List<Directory.Child> entries,
        Directory parent) {

      static Saved of(Inode inode) {
        return new Saved(
            inode.metadata(),
            inode instanceof RegularFile file ? file.content().copy() : null,
            inode instanceof Directory directory ? directory.copies() : null,
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

    private State() {}

    /** Of all inodes, which stay in the table as long as the snapshot does. */
    static State of(InodeTable table) {
      State snapshot = new State();
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

    /** Lets go of the inodes. */
    void giveUp(InodeTable table) {
      for (Inode inode : inodes.keySet()) {
        inode.keep(-1);
        table.reap(inode);
      }
    }
  }
}
