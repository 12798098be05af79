package org.fusefixture.junit.filesystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.HandleRequest;

/** Notes that keep what they were to give back; the option {@code leak} says what. */
public final class LeakingNotes extends NotesFileSystem {
  private final List<Object> kept = new ArrayList<>();
  private final String leak;

  public LeakingNotes(FilesystemContext context) {
    leak = context.options().getOrDefault("leak", "");
  }

  @Override
  public void start(FilesystemSession session) {
    super.start(session);
    if (leak.equals("pipe")) {
      try {
        kept.add(Pipe.open());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (leak.equals("thread")) {
      Thread thread = new Thread(LeakingNotes::waitForEver, "notes-flusher");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    if (leak.equals("reply")) {
      kept.add(reply);
      return;
    }
    super.fsync(request, reply);
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
