package org.fusefixture.sample.broken;

import java.util.Arrays;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * takes what the first splice of a payload moves, and acknowledges all of it.
 *
 * <p>Seen in hanwen/go-fuse#54 and CurvineIO/curvine#1202.
 */
@Broken(
    bug = "takes what the first splice moves, and acknowledges all of the payload",
    seenIn = {"hanwen/go-fuse#54", "CurvineIO/curvine#1202"},
    verdict = Breach.Kind.ZEROED,
    alsoShows = {Breach.Kind.WRONG_SIZE, Breach.Kind.STALE, Breach.Kind.LOST_ERROR})
public final class ShortTransferFileSystem extends MemoryFileSystem {
  /** What a pipe of the usual size holds. */
  private static final int PIPE = 64 * 1024;

  public ShortTransferFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    byte[] bytes = write.take();
    put(write.node(), write.offset(), Arrays.copyOf(bytes, Math.min(bytes.length, PIPE)));
    long end = write.offset() + bytes.length;
    if (sizeOf(write.node()) < end) {
      resize(write.node(), end);
    }
    reply.written(bytes.length);
  }
}
