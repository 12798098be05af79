package org.fusefixture.sample.broken;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * destroys an unlinked file that is still open.
 *
 * <p>Seen in milvus-io/talon#341 and osxfuse/kext#9.
 */
@Broken(
    bug = "destroys an unlinked file that is still open",
    seenIn = {"milvus-io/talon#341", "osxfuse/kext#9"},
    verdict = Breach.Kind.UNREADABLE,
    alsoShows = {Breach.Kind.WRONG_COUNT, Breach.Kind.WRONG_ERROR})
public final class UnlinkDestroysFileSystem extends MemoryFileSystem {
  private final Set<Long> destroyed = ConcurrentHashMap.newKeySet();

  public UnlinkDestroysFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    NodeId node = lookUp(request.nodeId(), request.name());
    boolean last = attributesOf(node).links() == 1;
    if (last && (attributesOf(node).mode() & 0170000) == 0100000) {
      resize(node, 0);
      destroyed.add(node.value());
    }
    forget(node, 1);
    super.unlink(request, reply);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    if (destroyed.contains(write.node().value())) {
      write.payload().discard();
      reply.written(write.size());
      return;
    }
    super.serveWrite(write, reply);
  }
}
