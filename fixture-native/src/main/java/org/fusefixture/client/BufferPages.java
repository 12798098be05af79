package org.fusefixture.client;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.fusefixture.linux.NativeBuffer;
import org.fusefixture.oracle.Content;
import org.fusefixture.oracle.MemoryContent;
import org.fusefixture.oracle.Piece;

/** A page buffer: anonymous private memory, touched directly. */
final class BufferPages extends Pages {
  private final MemoryContent content = new MemoryContent(Content.zeros());

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
  MemoryContent content() {
    return content;
  }

  @Override
  void record(long offset, long length, Content made, Runnable change) {
    if (length > 0) {
      content.put(new Piece(offset, offset + length, made));
    }
    change.run();
  }

  @Override
  String describe() {
    return "page buffer of " + size() + " bytes";
  }
}
