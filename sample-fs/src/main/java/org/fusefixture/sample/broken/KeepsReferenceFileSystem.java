package org.fusefixture.sample.broken;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * queues the payload itself for a background thread, in place of a copy of it.
 *
 * <p>Seen in libfuse/libfuse#725.
 */
@Broken(
    bug = "queues the payload itself for a background thread, in place of a copy of it",
    seenIn = "libfuse/libfuse#725",
    verdict = Breach.Kind.LATE_ACCESS,
    alsoShows = {
      Breach.Kind.STALE,
      Breach.Kind.ZEROED,
      Breach.Kind.WRONG_SIZE,
      Breach.Kind.LOST_ERROR,
      Breach.Kind.THREW,
      Breach.Kind.UNREADABLE,
      Breach.Kind.MUTATED_AFTER_REPLY,
      Breach.Kind.WRONG_COUNT,
      Breach.Kind.WRONG_ATTRIBUTE
    },
    inUserPages = Breach.Kind.MUTATED_AFTER_REPLY)
public final class KeepsReferenceFileSystem extends MemoryFileSystem {
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(KeepsReferenceFileSystem::daemon);

  public KeepsReferenceFileSystem(FilesystemContext context) {
    super(context);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "background-writer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    background.execute(write::store);
    reply.written(write.size());
  }

  @Override
  public void stop() {
    background.shutdownNow();
    super.stop();
  }
}
