package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.internal.gallery.Broken;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * Replies to a WRITE first and consumes its payload afterwards, and is a {@link MemoryFileSystem}
 * otherwise. What it stores is what the payload holds by then: in a pipe, that can be what the
 * client put into its pages after write(2) had returned.
 *
 * <p>Seen in s4wave/spacewave#586 and libfuse/libfuse#725.
 */
@Broken(
    bug = "replies to a WRITE first and consumes its payload afterwards",
    seenIn = {"s4wave/spacewave#586", "libfuse/libfuse#725"},
    verdict = Kind.LATE_ACCESS,
    cause = Cause.LATE_PAYLOAD,
    alsoShows = {
      Kind.STALE,
      Kind.ZEROED,
      Kind.WRONG_SIZE,
      Kind.WRONG_COUNT,
      Kind.LOST_ERROR,
      Kind.THREW,
      Kind.UNREADABLE,
      Kind.MUTATED_AFTER_REPLY
    },
    inUserPages = Kind.MUTATED_AFTER_REPLY)
public final class ReplyFirstFileSystem extends MemoryFileSystem {
  /**
   * Called by the fixture.
   *
   * @param context as for {@link org.fusefixture.sample.memory.MemoryFileSystem}
   */
  public ReplyFirstFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    reply.written(write.size());
    write.store();
  }
}
