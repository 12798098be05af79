package org.fusefixture.sample.unusual;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.FallocateRequest;
import org.fusefixture.protocol.request.FsyncRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * copies a payload, replies, and stores the copy later, before anybody can look. Unusual, and
 * right.
 */
@Unusual("copies a payload, replies, and stores the copy later, before anybody can look")
public final class CopyingWriteBehindFileSystem extends MemoryFileSystem {
  private final ExecutorService storing =
      Executors.newSingleThreadExecutor(CopyingWriteBehindFileSystem::daemon);

  public CopyingWriteBehindFileSystem(FilesystemContext context) {
    super(context);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "write-behind");
    thread.setDaemon(true);
    return thread;
  }

  /** One thread stores in the order of arrival, and every other request waits for it. */
  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    byte[] copy = write.take();
    NodeId node = write.node();
    long offset = write.offset();
    long size = sizeOf(node);
    if (offset + copy.length > size) {
      settle();
      put(node, offset, copy); // space has to be taken before it is promised
    } else {
      storing.execute(() -> put(node, offset, copy));
    }
    reply.written(copy.length);
  }

  private void settle() {
    CountDownLatch settled = new CountDownLatch(1);
    storing.execute(settled::countDown);
    try {
      if (!settled.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("what was written cannot be stored");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    settle();
    super.read(request, reply);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    settle();
    super.setattr(request, reply);
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    settle();
    super.open(request, reply);
  }

  @Override
  public void fallocate(FallocateRequest request, EmptyReply reply) {
    settle();
    super.fallocate(request, reply);
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    settle();
    super.unlink(request, reply);
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    settle();
    super.forget(nodeId, lookupCount);
  }

  @Override
  public void fsync(FsyncRequest request, EmptyReply reply) {
    settle();
    super.fsync(request, reply);
  }

  @Override
  public void stop() {
    storing.shutdown();
    super.stop();
  }
}
