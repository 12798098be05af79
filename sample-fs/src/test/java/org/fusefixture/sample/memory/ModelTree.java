package org.fusefixture.sample.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.errno.Errno;

/** What a tree of names should be: maps in maps. Each operation returns its error, or null. */
final class ModelTree {
  static final class Node {
    final Map<String, Node> children;
    int names = 1;

    Node(boolean directory) {
      children = directory ? new TreeMap<>() : null;
    }

    boolean isDirectory() {
      return children != null;
    }

    int links() {
      return isDirectory()
          ? 2 + (int) children.values().stream().filter(Node::isDirectory).count()
          : names;
    }

    boolean contains(Node other) {
      return this == other
          || isDirectory() && children.values().stream().anyMatch(child -> child.contains(other));
    }
  }

  final Node root = new Node(true);

  /** The node of a path, or null. */
  Node find(List<String> path) {
    Node at = root;
    for (String name : path) {
      at = at == null || !at.isDirectory() ? null : at.children.get(name);
    }
    return at;
  }

  /** Opens a file with O_CREAT and without O_EXCL: what is there already stays. */
  Errno open(Node parent, String name) {
    Node existing = parent.children.get(name);
    return existing != null && !existing.isDirectory() ? null : make(parent, name, false);
  }

  Errno make(Node parent, String name, boolean directory) {
    if (parent.children.containsKey(name)) {
      return Errno.EEXIST;
    }
    parent.children.put(name, new Node(directory));
    return null;
  }

  Errno unlink(Node parent, String name) {
    Node node = parent.children.get(name);
    if (node == null) {
      return Errno.ENOENT;
    }
    if (node.isDirectory()) {
      return Errno.EISDIR;
    }
    parent.children.remove(name);
    node.names--;
    return null;
  }

  Errno rmdir(Node parent, String name) {
    Node node = parent.children.get(name);
    if (node == null) {
      return Errno.ENOENT;
    }
    if (!node.isDirectory()) {
      return Errno.ENOTDIR;
    }
    if (!node.children.isEmpty()) {
      return Errno.ENOTEMPTY;
    }
    parent.children.remove(name);
    return null;
  }

  Errno link(Node node, Node parent, String name) {
    if (node.isDirectory()) {
      return Errno.EPERM;
    }
    if (parent.children.containsKey(name)) {
      return Errno.EEXIST;
    }
    parent.children.put(name, node);
    node.names++;
    return null;
  }

  Errno rename(
      Node from, String name, Node to, String newName, boolean noReplace, boolean exchange) {
    Node moved = from.children.get(name);
    Node target = to.children.get(newName);
    if (moved == null) {
      return Errno.ENOENT;
    }
    if (noReplace && target != null) {
      return Errno.EEXIST;
    }
    if (exchange && target == null) {
      return Errno.ENOENT;
    }
    if (moved.contains(to)) {
      return Errno.EINVAL;
    }
    if (moved == target) {
      return null;
    }
    if (exchange) {
      if (target.contains(from)) {
        return Errno.EINVAL;
      }
      from.children.put(name, target);
      to.children.put(newName, moved);
      return null;
    }
    if (target != null) {
      Errno error = replaceable(moved, target);
      if (error != null) {
        return error;
      }
      target.names--;
    }
    from.children.remove(name);
    to.children.put(newName, moved);
    return null;
  }

  private static Errno replaceable(Node moved, Node target) {
    if (moved.isDirectory() != target.isDirectory()) {
      return moved.isDirectory() ? Errno.ENOTDIR : Errno.EISDIR;
    }
    return target.isDirectory() && !target.children.isEmpty() ? Errno.ENOTEMPTY : null;
  }

  /** All paths, each with the links of its node. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    describe("", root, lines);
    return lines;
  }

  private static void describe(String path, Node node, List<String> lines) {
    lines.add(path + "/ " + node.links());
    node.children.forEach(
        (name, child) -> {
          if (child.isDirectory()) {
            describe(path + "/" + name, child, lines);
          } else {
            lines.add(path + "/" + name + " " + child.links());
          }
        });
  }
}
