package org.fusefixture.sample.broken;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * writes through an open file to the path that it was opened under, though the file was renamed.
 *
 * <p>Seen in littlefs-project/littlefs-fuse#78.
 */
@Broken(
    bug =
        "writes through an open file to the path at its opening, after a rename",
    seenIn = "littlefs-project/littlefs-fuse#78",
    verdict = Breach.Kind.STALE)
public final class OldPathFileSystem extends MemoryFileSystem {
  private final Set<Long> moved = ConcurrentHashMap.newKeySet();

  public OldPathFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    NodeId node = lookUp(request.nodeId(), request.name());
    moved.add(node.value());
    forget(node, 1);
    super.rename(request, reply);
  }

  /** What is opened anew is opened under its new path. */
  @Override
  public void open(OpenRequest request, OpenReply reply) {
    moved.remove(request.nodeId().value());
    super.open(request, reply);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    if (moved.contains(write.node().value())) {
      int size = write.size();
      write.payload().discard(); // a file of the old name is made, and nobody ever finds it
      reply.written(size);
      return;
    }
    super.serveWrite(write, reply);
  }
}
