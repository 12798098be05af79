package org.fusefixture.sample.greeting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.ReadRequest;

/** One directory with one file, {@code hello}, that can be read. */
public class GreetingFileSystem implements FuseFilesystem {
  private static final byte[] CONTENT = "Hello, world!\n".getBytes(StandardCharsets.UTF_8);
  private static final FileName NAME = FileName.of("hello");
  private static final NodeId HELLO = new NodeId(2);
  private static final int DIRECTORY = 0040755;
  private static final int FILE = 0100444;
  private static final Duration VALID = Duration.ofSeconds(1); // the kernel may cache that long

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    if (request.name().equals(NAME)) {
      reply.entry(new Entry(HELLO, 0, VALID, VALID, attributes(HELLO)));
    } else {
      reply.fail(Errno.ENOENT);
    }
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(attributes(request.nodeId()), VALID);
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    int from = (int) Math.min(request.offset().bytes(), CONTENT.length);
    int size = Math.min(request.size(), CONTENT.length - from);
    reply.data(ByteBuffer.wrap(CONTENT, from, size));
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    reply.within(request.size());
    if (request.offset().bytes() == 0) {
      reply.add(NAME, HELLO.value(), FILE, new Offset(1)); // the next call starts there
    }
    reply.send();
  }

  private static Attributes attributes(NodeId node) {
    boolean root = node.equals(NodeId.ROOT);
    Instant time = Instant.EPOCH;
    return new Attributes(
        node.value(),
        root ? 0 : CONTENT.length,
        root ? 0 : 1,
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
