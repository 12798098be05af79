package org.fusefixture.client;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.fusefixture.linux.NativeBuffer;

/** A page buffer: anonymous private memory, touched directly. */
final class BufferPages extends Pages {
  BufferPages(long size) {
    super(NativeBuffer.allocate(size), size);
  }

  @Override
  void forEachWindow(
      long offset,
      long length,
      long fileOffset,
      boolean keeps,
      BiConsumer<ByteBuffer, Long> action) {
    require(offset, length);
    long done = 0;
    while (done < length) {
      int window = Windows.size(fileOffset + done, length - done);
      action.accept(memory().bytes(offset + done, window), fileOffset + done);
      done += window;
    }
  }

  @Override
  String describe() {
    return "page buffer of " + size() + " bytes";
  }
}
