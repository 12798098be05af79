package org.fusefixture.junit.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.WriteRequest;

/** Files in one directory, in memory: enough for the tests of the extension. */
public class NotesFileSystem implements FuseFilesystem, StoredContent {
  private static final Duration VALIDITY = Duration.ofSeconds(1);
  private static final int DIRECTORY = 0040755;
  private static final int FILE = 0100644;

  private final Map<String, Note> notes = new ConcurrentSkipListMap<>();
  private final Map<Long, Note> byNode = new ConcurrentHashMap<>();
  private final AtomicLong nextNode = new AtomicLong(NodeId.ROOT.value() + 1);

  private static final class Note {
    private final long node;
    private byte[] content = new byte[0];

    Note(long node) {
      this.node = node;
    }

    synchronized int size() {
      return content.length;
    }

    synchronized void resize(int size) {
      content = Arrays.copyOf(content, size);
    }

    synchronized int read(long offset, ByteBuffer target) {
      if (offset >= content.length) {
        return -1;
      }
      int count = Math.min(target.remaining(), content.length - (int) offset);
      target.put(content, (int) offset, count);
      return count;
    }

    synchronized void write(long offset, ByteBuffer source) {
      int end = (int) offset + source.remaining();
      if (end > content.length) {
        resize(end);
      }
      source.get(content, (int) offset, source.remaining());
    }
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    Note note = notes.get(request.name().toString());
    if (note == null) {
      reply.fail(Errno.ENOENT);
    } else {
      reply.entry(entry(note));
    }
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(attributes(request.nodeId()), VALIDITY);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    if ((request.valid() & SetattrRequest.FATTR_SIZE) != 0) {
      note(request.nodeId()).resize((int) request.size());
    }
    reply.attributes(attributes(request.nodeId()), VALIDITY);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    Note note = new Note(nextNode.getAndIncrement());
    notes.put(request.name().toString(), note);
    byNode.put(note.node, note);
    reply.created(entry(note), FileHandle.NONE, 0);
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    if (notes.remove(request.name().toString()) == null) {
      throw new ErrnoException(Errno.ENOENT);
    }
    reply.ok();
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    ByteBuffer target = ByteBuffer.allocate(request.size());
    note(request.nodeId()).read(request.offset().bytes(), target);
    reply.data(target.flip());
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    ByteBuffer bytes = consume(request);
    int size = bytes.remaining();
    note(request.nodeId()).write(request.offset().bytes(), bytes);
    reply.written(size);
  }

  /** The whole payload, ready to be read. */
  protected static ByteBuffer consume(WriteRequest request) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(request.payload().size());
    while (bytes.hasRemaining() && request.payload().read(bytes) > 0) {
      continue;
    }
    return bytes.flip();
  }

  /** Stores bytes of a file. */
  protected final void store(NodeId node, long offset, ByteBuffer bytes) {
    note(node).write(offset, bytes);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    reply.within(request.size());
    long position = 0;
    for (Map.Entry<String, Note> note : notes.entrySet()) {
      position++;
      if (position > request.offset().bytes()
          && !reply.add(
              FileName.of(note.getKey()), note.getValue().node, FILE, new Offset(position))) {
        break;
      }
    }
    reply.send();
  }

  @Override
  public long storedSize(String path) throws IOException {
    return stored(path).size();
  }

  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    return stored(path).read(offset, target);
  }

  private Note stored(String path) throws NoSuchFileException {
    Note note = notes.get(path);
    if (note == null) {
      throw new NoSuchFileException(path);
    }
    return note;
  }

  private Note note(NodeId node) {
    Note note = byNode.get(node.value());
    if (note == null) {
      throw new ErrnoException(Errno.ENOENT);
    }
    return note;
  }

  private Entry entry(Note note) {
    return new Entry(
        new NodeId(note.node), 0, VALIDITY, VALIDITY, attributes(new NodeId(note.node)));
  }

  private Attributes attributes(NodeId node) {
    boolean root = node.equals(NodeId.ROOT);
    long size = root ? 0 : note(node).size();
    Instant time = Instant.EPOCH;
    return new Attributes(
        node.value(),
        size,
        (size + 511) / 512,
        time,
        time,
        time,
        root ? DIRECTORY : FILE,
        root ? 2 : 1,
        0,
        0,
        0,
        4096,
        0);
  }
}
