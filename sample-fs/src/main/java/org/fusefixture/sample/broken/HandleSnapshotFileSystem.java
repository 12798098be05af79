package org.fusefixture.sample.broken;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.ReleaseRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * reads from a copy of the file that was made when it was opened.
 *
 * <p>Seen in Alluxio/alluxio#15757 and commontoolsinc/labs#3451.
 */
@Broken(
    bug = "reads from a copy of the file that was made when it was opened",
    seenIn = {"Alluxio/alluxio#15757", "commontoolsinc/labs#3451"},
    verdict = Breach.Kind.STALE)
public final class HandleSnapshotFileSystem extends MemoryFileSystem {
  private final Map<Long, byte[]> snapshots = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong(1L << 40);

  public HandleSnapshotFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    if ((request.flags() & 3) != 0 || sizeOf(request.nodeId()) > 1 << 20) {
      super.open(request, reply);
      return;
    }
    long handle = last.incrementAndGet();
    snapshots.put(handle, contentOf(request.nodeId(), 0, (int) sizeOf(request.nodeId())));
    reply.opened(new FileHandle(handle), 0);
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    byte[] snapshot = snapshots.get(request.fileHandle().value());
    if (snapshot == null) {
      super.read(request, reply);
      return;
    }
    int from = (int) Math.min(request.offset().bytes(), snapshot.length);
    int to = Math.min(from + request.size(), snapshot.length);
    reply.data(ByteBuffer.wrap(snapshot, from, to - from));
  }

  @Override
  public void release(ReleaseRequest request, EmptyReply reply) {
    snapshots.remove(request.fileHandle().value());
    super.release(request, reply);
  }
}
