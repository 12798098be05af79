package org.fusefixture.internal.agent;

import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/** Acknowledges a write first and stores it afterwards. */
public final class LateFilesystem extends TestFilesystem {
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    NodeId node = request.nodeId();
    long offset = request.offset().bytes();
    int size = request.size();
    Payload payload = request.payload();
    reply.written(size);
    store(node, offset, size, payload);
  }
}
