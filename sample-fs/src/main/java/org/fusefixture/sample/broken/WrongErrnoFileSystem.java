package org.fusefixture.sample.broken;

import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * answers with EIO what is simply not there.
 *
 * <p>Seen in tursodatabase/agentfs#217 and SerCeMan/jnr-fuse#44.
 */
@Broken(
    bug = "answers with EIO what is simply not there",
    seenIn = {"tursodatabase/agentfs#217", "SerCeMan/jnr-fuse#44"},
    verdict = Breach.Kind.WRONG_ERROR)
public final class WrongErrnoFileSystem extends MemoryFileSystem {
  public WrongErrnoFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    boolean there =
        list(request.nodeId()).stream().anyMatch(entry -> entry.name().equals(request.name()));
    if (there || !request.name().toString().endsWith("missing")) {
      super.lookup(request, reply);
    } else {
      reply.fail(Errno.EIO);
    }
  }
}
