package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.StatfsReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.WriteRequest;

/** One directory with files in memory: the least that the session's tests need. */
class FlatFilesystem implements FuseFilesystem {
  static final Duration VALIDITY = Duration.ofSeconds(60);

  /** A file. */
  static final class Node {
    final long id;
    private byte[] bytes = new byte[0];
    private int size;

    Node(long id) {
      this.id = id;
    }

    synchronized byte[] content() {
      return java.util.Arrays.copyOf(bytes, size);
    }

    synchronized int size() {
      return size;
    }

    synchronized void resize(int newSize) {
      reserve(newSize);
      if (newSize < size) {
        java.util.Arrays.fill(bytes, newSize, size, (byte) 0);
      }
      size = newSize;
    }

    synchronized void put(int at, byte[] data) {
      reserve(at + data.length);
      System.arraycopy(data, 0, bytes, at, data.length);
      size = Math.max(size, at + data.length);
    }

    synchronized void read(int at, int count, ByteBuffer target) {
      int length = Math.max(0, Math.min(count, size - at));
      target.put(bytes, Math.min(at, size), length);
    }

    private void reserve(int capacity) {
      if (bytes.length < capacity) {
        bytes = java.util.Arrays.copyOf(bytes, Math.max(capacity, 2 * bytes.length));
      }
    }
  }

  private final AtomicLong numbers = new AtomicLong(NodeId.ROOT.value());
  final Map<String, Node> names = new ConcurrentSkipListMap<>();
  final Map<Long, Node> nodes = new ConcurrentHashMap<>();
  volatile FilesystemSession session;

  @Override
  public FilesystemOptions options() {
    return FilesystemOptions.defaults().withName("flat").withDefaultPermissions(false);
  }

  @Override
  public void start(FilesystemSession running) {
    session = running;
  }

  Node file(String name) {
    return names.computeIfAbsent(
        name,
        absent -> {
          Node node = new Node(numbers.incrementAndGet());
          nodes.put(node.id, node);
          return node;
        });
  }

  Node node(NodeId id) {
    return Optional.ofNullable(nodes.get(id.value()))
        .orElseThrow(() -> new ErrnoException(Errno.ENOENT));
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    Node node = names.get(request.name().toString());
    if (node == null) {
      throw new ErrnoException(Errno.ENOENT);
    }
    reply.entry(entry(node));
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(
        request.nodeId().equals(NodeId.ROOT) ? directory() : attributes(node(request.nodeId())),
        VALIDITY);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    Node node = node(request.nodeId());
    if ((request.valid() & SetattrRequest.FATTR_SIZE) != 0) {
      node.resize((int) request.size());
    }
    reply.attributes(attributes(node), VALIDITY);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    reply.created(entry(file(request.name().toString())), FileHandle.NONE, 0);
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    reply.opened(FileHandle.NONE, 0);
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    if (names.remove(request.name().toString()) == null) {
      throw new ErrnoException(Errno.ENOENT);
    }
    reply.ok();
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    node(request.nodeId()).read((int) request.offset().bytes(), request.size(), reply.room());
    reply.filled();
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    store(request);
    reply.written(request.size());
  }

  final void store(WriteRequest request) {
    Node node = node(request.nodeId());
    int at = (int) request.offset().bytes();
    byte[] data = new byte[request.payload().remaining()];
    request.payload().read(ByteBuffer.wrap(data));
    node.put(at, data);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    DirectoryReply entries = reply.within(request.size());
    int index = 0;
    for (Map.Entry<String, Node> entry : names.entrySet()) {
      index++;
      if (index > request.offset().bytes()
          && !entries.add(
              FileName.of(entry.getKey()), entry.getValue().id, 0100644, new Offset(index))) {
        break;
      }
    }
    entries.send();
  }

  @Override
  public void statfs(EmptyRequest request, StatfsReply reply) {
    reply.statistics(
        new FilesystemStatistics(1 << 20, 1 << 20, 1 << 20, 1000, 1000, 4096, 4096, 255));
  }

  Entry entry(Node node) {
    return new Entry(new NodeId(node.id), 0, VALIDITY, VALIDITY, attributes(node));
  }

  static Attributes attributes(Node node) {
    return attributes(node.id, node.size(), 0100644, 1);
  }

  private static Attributes directory() {
    return attributes(NodeId.ROOT.value(), 0, 040755, 2);
  }

  private static Attributes attributes(long id, long size, int mode, int links) {
    Instant time = Instant.ofEpochSecond(1_700_000_000);
    return new Attributes(
        id, size, (size + 511) / 512, time, time, time, mode, links, 0, 0, 0, 4096, 0);
  }
}
