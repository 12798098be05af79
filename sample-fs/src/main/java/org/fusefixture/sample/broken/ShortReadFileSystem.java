package org.fusefixture.sample.broken;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * answers a READ with what one block of its storage gives.
 *
 * <p>Seen in fusepy/fusepy#115 and multikernel/daxfs#17.
 */
@Broken(
    bug = "answers a READ with what one block of its storage gives",
    seenIn = {"fusepy/fusepy#115", "multikernel/daxfs#17"},
    verdict = Breach.Kind.UNREADABLE,
    alsoShows = {
      Breach.Kind.WRONG_COUNT,
      Breach.Kind.STALE,
      Breach.Kind.TORN,
      Breach.Kind.ZEROED,
      Breach.Kind.CORRUPTED
    })
public final class ShortReadFileSystem extends MemoryFileSystem {
  private static final int BLOCK = 4096;

  public ShortReadFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    long offset = request.offset().bytes();
    int block = (int) (BLOCK - offset % BLOCK);
    int size = Math.min(Math.min(request.size(), block), reply.room().remaining());
    reply.data(ByteBuffer.wrap(contentOf(request.nodeId(), offset, size)));
  }
}
