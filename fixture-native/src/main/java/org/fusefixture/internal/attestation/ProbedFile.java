package org.fusefixture.internal.attestation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Payload;

/** A file of the probe: payloads that nobody has looked at, then their bytes. */
final class ProbedFile {
  private static final int LARGEST = 16 << 20;

  private final NodeId node;
  private final List<Kept> kept = new ArrayList<>();
  private byte[] content;
  private long size;

  ProbedFile(NodeId node) {
    this.node = node;
  }

  /** The payload of one write, still to be read. */
  private record Kept(long offset, int size, Payload payload) {}

  NodeId node() {
    return node;
  }

  synchronized long size() {
    return size;
  }

  synchronized void resize(long bytes) {
    size = bytes;
  }

  synchronized void keep(long offset, int length, Payload payload) {
    kept.add(new Kept(offset, length, payload));
    size = Math.max(size, offset + length);
  }

  synchronized int read(long offset, ByteBuffer target) {
    if (content == null) {
      content = consume();
    }
    if (offset >= content.length) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), content.length - offset);
    target.put(content, (int) offset, count);
    return count;
  }

  private byte[] consume() {
    if (size > LARGEST) {
      throw new IllegalStateException(
          "a probe of " + size + " bytes is larger than " + LARGEST + ": it was not made for that");
    }
    byte[] bytes = new byte[(int) size];
    for (Kept write : kept) {
      ByteBuffer part = ByteBuffer.allocateDirect(write.size());
      while (part.hasRemaining() && write.payload().read(part) > 0) {
        // a payload may come in pieces
      }
      part.flip().get(bytes, (int) write.offset(), part.limit());
    }
    return bytes;
  }
}
