package org.fusefixture.sample.broken;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * deletes the target of a rename before it renames.
 *
 * <p>Seen in brewfs/brewfs#71 and hanwen/go-fuse#398.
 */
@Broken(
    bug = "deletes the target of a rename before it renames",
    seenIn = {"brewfs/brewfs#71", "hanwen/go-fuse#398"},
    verdict = Breach.Kind.WRONG_NAME,
    alsoShows = Breach.Kind.UNREADABLE)
public final class DeleteBeforeRenameFileSystem extends MemoryFileSystem {
  private static final long PAUSE_MILLIS = 1000;

  private final Semaphore missed = new Semaphore(0);
  private volatile boolean seen;

  public DeleteBeforeRenameFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    if (request.flags() == 0 && exists(request.newDirectory(), request.newName())) {
      remove(request.newDirectory(), request.newName());
      if (!seen) {
        await(); // the window that others fall into
      }
    }
    super.rename(request, reply);
  }

  private void await() {
    try {
      seen = missed.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean exists(NodeId directory, FileName name) {
    return list(directory).stream().anyMatch(entry -> entry.name().equals(name));
  }

  @Override
  public long storedSize(String path) throws IOException {
    try {
      return super.storedSize(path);
    } catch (NoSuchFileException e) {
      missed.release();
      throw e;
    }
  }
}
