package org.fusefixture.sample.broken;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.CreateRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * appends all that comes through a handle that was opened with O_APPEND, whatever its offset.
 *
 * <p>Seen in bazil/fuse#168 and cloud-hypervisor/fuse-backend-rs#95.
 */
@Broken(
    bug =
        "appends all that an O_APPEND handle writes, at any offset",
    seenIn = {"bazil/fuse#168", "cloud-hypervisor/fuse-backend-rs#95"},
    verdict = Breach.Kind.WRONG_SIZE,
    alsoShows = Breach.Kind.STALE)
public final class AppendHandleFileSystem extends MemoryFileSystem {
  private static final int O_APPEND = 02000;

  private final Set<Long> appending = ConcurrentHashMap.newKeySet();

  public AppendHandleFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void create(CreateRequest request, CreateReply reply) {
    if ((request.flags() & O_APPEND) != 0) {
      appending.add(reply.unique().value());
    }
    super.create(request, reply);
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    boolean cached = (request.writeFlags() & WriteRequest.FLAG_CACHE) != 0;
    if (!cached || appending.isEmpty()) {
      super.write(request, reply);
      return;
    }
    byte[] bytes = new byte[request.size()];
    request.payload().read(ByteBuffer.wrap(bytes));
    put(request.nodeId(), sizeOf(request.nodeId()), bytes);
    reply.written(bytes.length);
    appending.clear();
  }
}
