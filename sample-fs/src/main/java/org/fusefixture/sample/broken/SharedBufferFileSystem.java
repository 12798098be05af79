package org.fusefixture.sample.broken;

import java.util.Arrays;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * lends the bytes of one request to a buffer that the next request overwrites before they are
 * stored.
 *
 * <p>Seen in libfuse/libfuse#725 and macfuse/macfuse#671.
 */
@Broken(
    bug =
        "keeps payloads in a buffer that the next request overwrites too early",
    seenIn = {"libfuse/libfuse#725", "macfuse/macfuse#671"},
    verdict = Breach.Kind.FOREIGN,
    alsoShows = {
      Breach.Kind.MISPLACED,
      Breach.Kind.STALE,
      Breach.Kind.MUTATED_AFTER_REPLY,
      Breach.Kind.TORN,
      Breach.Kind.CORRUPTED,
      Breach.Kind.ZEROED,
      Breach.Kind.WRONG_SIZE,
      Breach.Kind.UNREADABLE,
      Breach.Kind.LOST_ERROR
    })
public final class SharedBufferFileSystem extends MemoryFileSystem {
  private final byte[] buffer = new byte[1 << 20];
  private PendingWrite waiting;
  private int size;

  public SharedBufferFileSystem(FilesystemContext context) {
    super(context);
  }

  /** Stores each write when the next one has arrived, from the buffer that both share. */
  @Override
  protected synchronized void serveWrite(PendingWrite write, WriteReply reply) {
    byte[] bytes = write.take();
    System.arraycopy(bytes, 0, buffer, 0, bytes.length);
    storeWaiting();
    waiting = write;
    size = bytes.length;
    put(write.node(), write.offset(), bytes);
    reply.written(bytes.length);
  }

  private void storeWaiting() {
    if (waiting != null && isThere(waiting.node())) {
      put(waiting.node(), waiting.offset(), Arrays.copyOf(buffer, size));
    }
    waiting = null;
  }

  private boolean isThere(NodeId node) {
    try {
      return waiting.offset() + size <= sizeOf(node);
    } catch (ErrnoException e) {
      return false;
    }
  }
}
