package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.protocol.OpenDescriptor;

/** Mode COPY: messages arrive in memory of the session, by read(2). */
final class MemoryPayload extends BorrowedPayload {
  private final Storage storage;
  private final ByteBuffer buffer;
  private final long address;

  MemoryPayload(LateAccessWatch watch, Storage storage) {
    super(watch);
    this.storage = storage;
    buffer = storage.takeMemory();
    address = LinuxMemory.addressOf(buffer);
  }

  @Override
  int receive(MessageSource source) {
    return source.receive(buffer);
  }

  @Override
  void head(ByteBuffer target, long targetAddress, int length) {
    target.put(0, buffer, 0, length);
  }

  @Override
  ByteBuffer message(ByteBuffer head, long headAddress, int headLength, int length) {
    if (length > head.capacity()) {
      return buffer;
    }
    head.put(headLength, buffer, headLength, length - headLength);
    return head;
  }

  @Override
  public boolean isInPipe() {
    return false;
  }

  @Override
  int take(ByteBuffer target, int from, int count) {
    target.put(target.position(), buffer, Storage.WRITE_HEAD + from, count);
    return count;
  }

  @Override
  int put(OpenDescriptor file, long at, int from, int count) {
    try {
      return (int) LinuxFiles.pwrite(file, address + Storage.WRITE_HEAD + from, count, at);
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }

  @Override
  void reset() {
    // The next message overwrites this one.
  }

  @Override
  void release() {
    storage.give(buffer);
  }
}
