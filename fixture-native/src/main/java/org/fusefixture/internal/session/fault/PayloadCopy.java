package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.Payload;

/**
 * A payload of one's own, made by a fault: whatever is done to it, the client's pages stay as they
 * are. The payload that it was copied from is consumed; a late access to the copy is none.
 */
final class PayloadCopy implements Payload {
  private final ByteBuffer bytes;
  private final int start;
  private final int size;
  private int consumed;

  private PayloadCopy(ByteBuffer bytes, int start, int size) {
    this.bytes = bytes;
    this.start = start;
    this.size = size;
  }

  /** Consumes a payload. */
  static PayloadCopy of(Payload original) {
    int size = original.size();
    ByteBuffer bytes = LinuxMemory.allocatePages(Math.max(1, size));
    bytes.limit(size);
    original.read(bytes);
    bytes.flip();
    return new PayloadCopy(bytes, 0, size);
  }

  /** A part of it, with the same memory. */
  PayloadCopy part(int from, int length) {
    return new PayloadCopy(bytes, start + from, length);
  }

  /** All bytes, to be changed. */
  ByteBuffer bytes() {
    return bytes.duplicate().limit(start + size).position(start);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int remaining() {
    return size - consumed;
  }

  @Override
  public boolean isInPipe() {
    return false;
  }

  @Override
  public int read(ByteBuffer target) {
    int count = Math.min(target.remaining(), remaining());
    target.put(target.position(), bytes, start + consumed, count);
    target.position(target.position() + count);
    consumed += count;
    return count;
  }

  @Override
  public int transferTo(OpenDescriptor file, Offset at) {
    int count = remaining();
    try {
      LinuxFiles.pwriteFully(
          file, LinuxMemory.addressOf(bytes) + start + consumed, count, at.bytes());
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
    consumed = size;
    return count;
  }

  @Override
  public void discard() {
    consumed = size;
  }
}
