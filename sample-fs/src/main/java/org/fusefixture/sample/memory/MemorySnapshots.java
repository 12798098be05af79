package org.fusefixture.sample.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

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

  /**
   * Goes back.
   *
   * @param notifier tells the kernel; null before there is one
   */
  synchronized void rollBack(String name, Notifier notifier) {
    TreeSnapshot snapshot = byName.get(name);
    if (snapshot == null) {
      throw new NoSuchElementException(
          "there is no snapshot called \"" + name + "\", only " + byName.keySet());
    }
    Map<Long, Set<FileName>> names = names();
    tree.rollBack(snapshot);
    names().forEach((node, now) -> names.computeIfAbsent(node, n -> new HashSet<>()).addAll(now));
    if (notifier != null) {
      tell(notifier, names);
    }
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

  private static void tell(Notifier notifier, Map<Long, Set<FileName>> names) {
    names.forEach(
        (node, entries) -> {
          NodeId id = new NodeId(node);
          quietly(() -> notifier.invalidateInode(id, Offset.ZERO, 0));
          List.copyOf(entries).forEach(name -> quietly(() -> notifier.invalidateEntry(id, name)));
        });
  }

  /** What the kernel does not know, it need not forget. */
  private static void quietly(Runnable notification) {
    try {
      notification.run();
    } catch (ErrnoException e) {
      System.getLogger(MemorySnapshots.class.getName())
          .log(System.Logger.Level.DEBUG, "the kernel does not want the notification", e);
    }
  }
}
