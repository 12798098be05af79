package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * drops a WRITE that comes from the page cache, as it belongs to no caller.
 *
 * <p>Seen in linux-test-project/ltp#1268.
 */
@Broken(
    bug = "drops a WRITE that comes from the page cache, as it belongs to no caller",
    seenIn = "linux-test-project/ltp#1268",
    verdict = Breach.Kind.STALE)
public final class CacheWriteFileSystem extends MemoryFileSystem {
  public CacheWriteFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    if ((request.writeFlags() & WriteRequest.FLAG_CACHE) != 0) {
      int size = request.size();
      request.payload().discard();
      reply.written(size);
      return;
    }
    super.write(request, reply);
  }
}
