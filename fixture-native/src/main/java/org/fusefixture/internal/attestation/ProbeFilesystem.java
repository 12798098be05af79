package org.fusefixture.internal.attestation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * Acknowledges each write at once and leaves its payload where it is, until its stored content is
 * asked for. Files live in the root directory; a file that was written once can be looked at once.
 */
public final class ProbeFilesystem implements FuseFilesystem, StoredContent {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final int DIRECTORY_MODE = 0040755;
  private static final int FILE_MODE = 0100644;
  private static final int SETATTR_SIZE = 1 << 3; // FATTR_SIZE of include/uapi/linux/fuse.h

  private final Map<String, ProbedFile> byName = new ConcurrentHashMap<>();
  private final Map<NodeId, ProbedFile> byNode = new ConcurrentHashMap<>();
  private final AtomicLong lastNode = new AtomicLong(NodeId.ROOT.value());

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    ProbedFile file = byName.get(request.name().toString());
    if (file == null) {
      reply.fail(Errno.ENOENT);
    } else {
      reply.entry(entry(file));
    }
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    ProbedFile file = byNode.get(request.nodeId());
    reply.attributes(attributes(request.nodeId(), file), FOR_EVER);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    ProbedFile file = byNode.get(request.nodeId());
    if (file != null && (request.valid() & SETATTR_SIZE) != 0) {
      file.resize(request.size());
    }
    reply.attributes(attributes(request.nodeId(), file), FOR_EVER);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    ProbedFile file = new ProbedFile(new NodeId(lastNode.incrementAndGet()));
    byNode.put(file.node(), file);
    byName.put(request.name().toString(), file);
    reply.created(entry(file), FileHandle.NONE, 0);
  }

  /** Replies first. What comes out of the page cache later is not what is probed. */
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    int size = request.size();
    if ((request.writeFlags() & WriteRequest.FLAG_CACHE) != 0) {
      request.payload().discard();
      reply.written(size);
      return;
    }
    ProbedFile file = byNode.get(request.nodeId());
    file.keep(request.offset().bytes(), size, request.payload());
    reply.written(size);
  }

  @Override
  public void flush(HandleRequest.Flush request, EmptyReply reply) {
    reply.ok();
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    reply.ok();
  }

  @Override
  public long storedSize(String path) throws IOException {
    return file(path).size();
  }

  /** The first look at a file reads all of its payloads, late. */
  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    return file(path).read(offset, target);
  }

  private ProbedFile file(String path) throws NoSuchFileException {
    ProbedFile file = byName.get(path);
    if (file == null) {
      throw new NoSuchFileException(path);
    }
    return file;
  }

  private static Entry entry(ProbedFile file) {
    return new Entry(file.node(), 0, FOR_EVER, FOR_EVER, attributes(file.node(), file));
  }

  /** Attributes of a file, or of the root where there is none. */
  private static Attributes attributes(NodeId node, ProbedFile file) {
    long size = file == null ? 0 : file.size();
    return new Attributes(
        node.value(),
        size,
        (size + 511) / 512,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        file == null ? DIRECTORY_MODE : FILE_MODE,
        file == null ? 2 : 1,
        0,
        0,
        0,
        4096,
        0);
  }
}
