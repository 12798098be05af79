package org.fusefixture.sample.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.fusefixture.filesystem.Snapshots;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** The states that a filesystem can go back to, by name. */
final class MemorySnapshots {
  private final Tree tree;
  private final InodeTable inodes;
  private final Map<String, TreeSnapshot> byName = new TreeMap<>();

  MemorySnapshots(Tree tree, InodeTable inodes) {
    this.tree = tree;
    this.inodes = inodes;
  }

  synchronized void take(String name) {
    TreeSnapshot before = byName.put(name, tree.snapshot());
    if (before != null) {
      before.giveUp(inodes);
    }
  }

  /** Goes back; what the kernel may have cached. */
  synchronized List<Snapshots.Stale> rollBack(String name) {
    TreeSnapshot snapshot = byName.get(name);
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
}
