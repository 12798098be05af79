package org.fusefixture.sample.unusual;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.FsyncRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/** makes what is stored durable at an fsync and not before. Unusual, and right. */
@Unusual("makes what is stored durable at an fsync and not before")
public final class BarrierFileSystem extends MemoryFileSystem {
  private final Map<Long, byte[]> durable = new ConcurrentHashMap<>();

  public BarrierFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void fsync(FsyncRequest request, EmptyReply reply) {
    long size = Math.min(sizeOf(request.nodeId()), 1 << 24);
    durable.put(request.nodeId().value(), contentOf(request.nodeId(), 0, (int) size));
    super.fsync(request, reply);
  }

  @Override
  public long storedSize(String path) throws IOException {
    return stored(path).length;
  }

  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    byte[] bytes = stored(path);
    if (offset >= bytes.length) {
      return -1;
    }
    int count = Math.min(target.remaining(), bytes.length - (int) offset);
    target.put(bytes, (int) offset, count);
    return count;
  }

  private byte[] stored(String path) throws IOException {
    NodeId node = nodeOf(path);
    if (node == null) {
      throw new NoSuchFileException(path);
    }
    return durable.getOrDefault(node.value(), new byte[0]);
  }
}
