package org.fusefixture.sample.broken;

import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * writes behind, and tells nobody when that fails.
 *
 * <p>Seen in PyFilesystem/pyfilesystem#101 and oss-tsukuba/gfarm#534.
 */
@Broken(
    bug = "writes behind, and tells nobody when that fails",
    seenIn = {"PyFilesystem/pyfilesystem#101", "oss-tsukuba/gfarm#534"},
    verdict = Breach.Kind.LOST_ERROR,
    alsoShows = {Breach.Kind.ZEROED, Breach.Kind.WRONG_SIZE, Breach.Kind.STALE})
public final class LostErrorFileSystem extends MemoryFileSystem {
  public LostErrorFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    int size = write.size();
    try {
      write.store();
    } catch (ErrnoException e) {
      write.payload().discard(); // somebody may look into the log one day
    }
    reply.written(size);
  }
}
