package org.fusefixture.junit.filesystem;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/** Breaks the contract: it replies to WRITE first and consumes the payload afterwards. */
public final class ReplyFirstNotes extends NotesFileSystem {
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    NodeId node = request.nodeId();
    long offset = request.offset().bytes();
    int size = request.size();
    // Room for the bytes first, so that the size is right when the kernel asks for it.
    store(node, offset, ByteBuffer.allocate(size));
    reply.written(size);
    store(node, offset, consume(request));
  }
}
