package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.WriteRequest;

/** Files in one directory, in memory; its subclasses misbehave. */
public class TestFilesystem implements FuseFilesystem, StoredContent {
  private static final int LARGEST = 8 << 20;
  private static final Duration VALIDITY = Duration.ofSeconds(60);

  private final Map<String, NodeId> names = new ConcurrentSkipListMap<>();
  private final Map<NodeId, ByteBuffer> contents = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong(NodeId.ROOT.value());

  public TestFilesystem() {
    System.out.println("a print of the filesystem, which must not disturb the control channel");
  }

  public TestFilesystem(FilesystemContext context) {
    this();
    context.option("throw").ifPresent(TestFilesystem::refuse);
  }

  private static void refuse(String why) {
    throw new IllegalStateException(why);
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    NodeId node = names.get(request.name().toString());
    if (node == null) {
      throw new ErrnoException(Errno.ENOENT);
    }
    reply.entry(entry(node));
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(attributes(request.nodeId()), VALIDITY);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    ByteBuffer content = content(request.nodeId());
    synchronized (content) {
      content.limit((int) request.size());
    }
    reply.attributes(attributes(request.nodeId()), VALIDITY);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    NodeId node = new NodeId(last.incrementAndGet());
    contents.put(node, ByteBuffer.allocate(LARGEST).limit(0));
    names.put(request.name().toString(), node);
    reply.created(entry(node), FileHandle.NONE, 0);
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    names.remove(request.name().toString());
    reply.ok();
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    ByteBuffer content = content(request.nodeId());
    ByteBuffer part;
    synchronized (content) {
      int from = (int) Math.min(content.limit(), request.offset().bytes());
      part = content.slice(from, Math.min(request.size(), content.limit() - from));
    }
    reply.data(part);
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    int size = request.size();
    store(request.nodeId(), request.offset().bytes(), size, request.payload());
    reply.written(size);
  }

  final void store(NodeId node, long offset, int size, Payload payload) {
    ByteBuffer content = content(node);
    int from = (int) offset;
    int end = from + size;
    synchronized (content) {
      content.limit(Math.max(content.limit(), end));
      ByteBuffer target = content.duplicate().limit(end).position(from);
      while (target.hasRemaining() && payload.read(target) > 0) {
        // a payload may come in pieces
      }
    }
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    reply.ok();
  }

  @Override
  public long storedSize(String path) throws IOException {
    return stored(path).limit();
  }

  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    ByteBuffer content = stored(path).duplicate().position(0);
    if (offset >= content.limit()) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), content.limit() - offset);
    target.put(content.slice((int) offset, count));
    return count;
  }

  private ByteBuffer stored(String path) throws NoSuchFileException {
    NodeId node = names.get(path);
    if (node == null) {
      throw new NoSuchFileException(path);
    }
    return content(node);
  }

  private ByteBuffer content(NodeId node) {
    return contents.get(node);
  }

  private Entry entry(NodeId node) {
    return new Entry(node, 0, VALIDITY, VALIDITY, attributes(node));
  }

  private Attributes attributes(NodeId node) {
    ByteBuffer content = contents.get(node);
    boolean file = content != null;
    return new Attributes(
        node.value(),
        file ? content.limit() : 0,
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        file ? 0100644 : 0040755,
        1,
        0,
        0,
        0,
        4096,
        0);
  }
}
