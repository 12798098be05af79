package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * renames where it is asked to exchange, and loses a file by it.
 *
 * <p>Seen in cryfs/cryfs#568 and s3fs-fuse/s3fs-fuse#2933.
 */
@Broken(
    bug = "renames where it is asked to exchange, and loses a file by it",
    seenIn = {"cryfs/cryfs#568", "s3fs-fuse/s3fs-fuse#2933"},
    verdict = Breach.Kind.WRONG_NAME,
    alsoShows = {Breach.Kind.UNREADABLE, Breach.Kind.STALE})
public final class ExchangeAsRenameFileSystem extends MemoryFileSystem {
  private static final int EXCHANGE = 2;

  public ExchangeAsRenameFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    if ((request.flags() & EXCHANGE) != 0) {
      move(request.nodeId(), request.name(), request.newDirectory(), request.newName());
      reply.ok();
      return;
    }
    super.rename(request, reply);
  }
}
