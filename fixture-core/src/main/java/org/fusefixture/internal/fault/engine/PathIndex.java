package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.DirentRecord;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.request.EntryRequest;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;

/**
 * The names under which the kernel knows inodes, learned from the answers that it gets. Kept from
 * the mount's start, so that a rule also finds inodes that were looked up before it was set.
 *
 * <p>An inode has every name under which it was looked up or made. A name that is unlinked, or
 * replaced by a rename, is forgotten, unless it is the inode's last: a file that is still open goes
 * by the path that it had last. Names that changed behind the kernel's back are learned at the next
 * lookup.
 */
public final class PathIndex {
  private static final long ROOT = 1;
  private static final int RENAME_EXCHANGE = 2;

  /** A key in every server; the methods that records have by themselves are slow to link. */
  private record Name(long directory, String name) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Name same && directory == same.directory && name.equals(same.name);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(directory) + name.hashCode();
    }
  }

  private static final class Node {
    final Set<Name> names = new LinkedHashSet<>();
    long lookups;
  }

  private final Map<Long, Node> nodes = new HashMap<>();
  private final Map<Name, Long> entries = new HashMap<>();
  private volatile int version;

  /** Changes whenever a path that could be asked for before may be another now. */
  int version() {
    return version;
  }

  /** An operation was answered, and the kernel does not have the answer yet. */
  public void answered(Opcode opcode, Request request, ByteBuffer message, int length) {
    if (ReplyHeader.isError(message)) {
      return;
    }
    ReplyShape shape = opcode.shape();
    if (shape == ReplyShape.LISTING_WITH_ENTRIES) {
      listed(request.nodeId().value(), DirentRecord.decode(message, length, true));
    } else if (request instanceof RenameRequest rename) {
      renamed(rename);
    } else if (request instanceof EntryRequest entry) {
      Name name = new Name(entry.nodeId().value(), entry.name().toString());
      if (shape.hasEntry()) {
        named(ReplyFields.nodeId(shape, message), name);
      } else {
        removed(name);
      }
    } else {
      unnamed(ReplyFields.nodeId(shape, message));
    }
  }

  /** The kernel gives lookups back. */
  public synchronized void forgotten(ForgetRequest request) {
    for (int i = 0; i < request.count(); i++) {
      forget(request.forgottenId(i), request.lookupCount(i));
    }
  }

  /** Every path of an inode, relative to the root, which is the empty path. */
  synchronized List<String> paths(long nodeId) {
    List<String> paths = new ArrayList<>();
    collect(nodeId, "", paths, 0);
    return paths;
  }

  /** Every path that a request is about. */
  List<String> paths(Request request) {
    long nodeId = request.nodeId().value();
    if (!(request instanceof EntryRequest entry)) {
      return paths(nodeId);
    }
    List<String> paths = new ArrayList<>();
    synchronized (this) {
      collect(nodeId, entry.name().toString(), paths, 0);
      if (request instanceof RenameRequest rename) {
        collect(rename.newDirectory().value(), rename.newName().toString(), paths, 0);
      } else if (request instanceof MakeRequest.Link link) {
        collect(link.existing().value(), "", paths, 0);
      }
    }
    return paths;
  }

  private synchronized void listed(long directory, List<DirentRecord> listed) {
    for (DirentRecord entry : listed) {
      String name = entry.text();
      if (entry.nodeId() != 0 && !name.equals(".") && !name.equals("..")) {
        named(entry.nodeId(), new Name(directory, name));
      }
    }
  }

  /** A new inode that has no name yet. */
  private synchronized void unnamed(long nodeId) {
    if (nodeId != 0) {
      nodes.computeIfAbsent(nodeId, id -> new Node()).lookups++;
    }
  }

  private synchronized void named(long nodeId, Name name) {
    if (nodeId == 0) {
      return;
    }
    Node node = nodes.computeIfAbsent(nodeId, id -> new Node());
    node.lookups++;
    Long before = entries.put(name, nodeId);
    if (before != null && before != nodeId) {
      dropName(before, name);
    }
    if (node.names.add(name) && node.names.size() > 1) {
      node.names.removeIf(known -> !Long.valueOf(nodeId).equals(entries.get(known)));
      version++;
    }
  }

  private synchronized void removed(Name name) {
    Long node = entries.remove(name);
    if (node != null) {
      dropName(node, name);
    }
  }

  private synchronized void renamed(RenameRequest rename) {
    Name from = new Name(rename.nodeId().value(), rename.name().toString());
    Name to = new Name(rename.newDirectory().value(), rename.newName().toString());
    Long moved = entries.remove(from);
    Long replaced = entries.remove(to);
    version++;
    if (moved != null) {
      entries.put(to, moved);
      Node node = nodes.get(moved);
      if (node != null) {
        node.names.remove(from);
        node.names.add(to);
      }
    }
    if (replaced == null || replaced.equals(moved)) {
      return;
    }
    if ((rename.flags() & RENAME_EXCHANGE) != 0) {
      entries.put(from, replaced);
      Node node = nodes.get(replaced);
      if (node != null) {
        node.names.remove(to);
        node.names.add(from);
      }
    } else {
      dropName(replaced, to);
    }
  }

  /** Keeps the last one. */
  private void dropName(long nodeId, Name name) {
    version++;
    Node node = nodes.get(nodeId);
    if (node != null && node.names.size() > 1) {
      node.names.remove(name);
    }
  }

  private void forget(long nodeId, long count) {
    Node node = nodes.get(nodeId);
    if (node == null) {
      return;
    }
    node.lookups -= count;
    if (node.lookups <= 0) {
      nodes.remove(nodeId);
      node.names.forEach(name -> entries.remove(name, nodeId));
      version++;
    }
  }

  private void collect(long nodeId, String rest, List<String> paths, int depth) {
    if (nodeId == ROOT) {
      paths.add(rest);
      return;
    }
    Node node = nodes.get(nodeId);
    if (node == null || depth > 4096) { // deeper than PATH_MAX lets anybody go: a loop of old names
      return;
    }
    for (Name name : node.names) {
      collect(
          name.directory(),
          rest.isEmpty() ? name.name() : name.name() + "/" + rest,
          paths,
          depth + 1);
    }
  }
}
