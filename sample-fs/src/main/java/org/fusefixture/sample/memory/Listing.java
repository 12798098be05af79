package org.fusefixture.sample.memory;

import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.request.ReadRequest;

/** Serves READDIR and READDIRPLUS. */
final class Listing {
  /** Tells the kernel of an inode. */
  @FunctionalInterface
  interface EntryMaker {
    Entry entry(Inode inode);
  }

  private final Tree tree;
  private final EntryMaker entries;

  Listing(Tree tree, EntryMaker entries) {
    this.tree = tree;
    this.entries = entries;
  }

  void list(ReadRequest request, DirectoryReply reply) {
    reply.within(request.size());
    tree.list(
        request.nodeId(),
        request.offset().bytes(),
        (name, inode, cookie) -> reply.add(name, inode.number(), inode.mode(), new Offset(cookie)));
    reply.send();
  }

  void listWithInodes(ReadRequest request, DirectoryReply.Plus reply) {
    reply.within(request.size());
    tree.list(
        request.nodeId(),
        request.offset().bytes(),
        (name, inode, cookie) -> {
          Offset next = new Offset(cookie);
          if (isSelfOrParent(name)) {
            return reply.addWithoutLookup(name, inode.number(), inode.mode(), next);
          }
          if (!reply.hasRoomFor(name)) {
            return false;
          }
          inode.remember();
          return reply.add(name, entries.entry(inode), next);
        });
    reply.send();
  }

  private static boolean isSelfOrParent(FileName name) {
    return name == Directory.SELF || name == Directory.PARENT;
  }
}
