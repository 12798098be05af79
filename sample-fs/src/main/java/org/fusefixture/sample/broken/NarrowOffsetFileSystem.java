package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * keeps offsets of writes in 32 bits.
 *
 * <p>Seen in fuse-friends/fuse-native#5 and s3fs-fuse/s3fs-fuse#1039.
 */
@Broken(
    bug = "keeps offsets of writes in 32 bits",
    seenIn = {"fuse-friends/fuse-native#5", "s3fs-fuse/s3fs-fuse#1039"},
    verdict = Breach.Kind.MISPLACED,
    alsoShows = Breach.Kind.WRONG_SIZE)
public final class NarrowOffsetFileSystem extends MemoryFileSystem {
  public NarrowOffsetFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    long offset = write.offset() & 0xffffffffL;
    byte[] bytes = write.take();
    put(write.node(), offset, bytes);
    reply.written(bytes.length);
  }
}
