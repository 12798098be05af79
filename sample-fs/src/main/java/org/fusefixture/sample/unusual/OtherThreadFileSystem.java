package org.fusefixture.sample.unusual;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** answers every WRITE from another thread than the one that got it. Unusual, and right. */
@Unusual("answers every WRITE from another thread than the one that got it")
public final class OtherThreadFileSystem extends MemoryFileSystem {
  private final ExecutorService answering =
      Executors.newFixedThreadPool(2, OtherThreadFileSystem::daemon);

  public OtherThreadFileSystem(FilesystemContext context) {
    super(context);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "answering");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    answering.execute(() -> answer(write, reply));
  }

  private static void answer(PendingWrite write, WriteReply reply) {
    int stored;
    try {
      stored = write.store();
    } catch (ErrnoException e) {
      reply.fail(e.errno());
      return;
    }
    reply.written(stored);
  }

  @Override
  public void stop() {
    answering.shutdownNow();
    super.stop();
  }
}
