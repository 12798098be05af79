package org.fusefixture.sample.broken;

import java.util.Arrays;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * leaves what is behind the last whole page in its pipe, in front of the next request.
 *
 * <p>Seen in CurvineIO/curvine#965.
 */
@Broken(
    bug = "leaves what is behind the last whole page in its pipe, in front of the next request",
    seenIn = "CurvineIO/curvine#965",
    verdict = Breach.Kind.FOREIGN,
    alsoShows = {
      Breach.Kind.MISPLACED,
      Breach.Kind.CORRUPTED,
      Breach.Kind.TORN,
      Breach.Kind.STALE,
      Breach.Kind.UNREADABLE,
      Breach.Kind.LOST_ERROR,
      Breach.Kind.MUTATED_AFTER_REPLY
    })
public final class PipeLeftoverFileSystem extends MemoryFileSystem {
  private static final int PAGE = 4096;

  /** What a pipe of the filesystem holds from earlier requests. */
  private byte[] leftover = new byte[0];

  public PipeLeftoverFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected synchronized void serveWrite(PendingWrite write, WriteReply reply) {
    byte[] bytes = write.take();
    byte[] pipe = Arrays.copyOf(leftover, leftover.length + bytes.length);
    System.arraycopy(bytes, 0, pipe, leftover.length, bytes.length);
    put(write.node(), write.offset(), Arrays.copyOf(pipe, bytes.length));
    int odd = bytes.length % PAGE;
    leftover =
        bytes.length > PAGE && odd > 0
            ? Arrays.copyOfRange(bytes, bytes.length - odd, bytes.length)
            : new byte[0];
    reply.written(bytes.length);
  }
}
