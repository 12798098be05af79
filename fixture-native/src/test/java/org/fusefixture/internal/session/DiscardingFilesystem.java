package org.fusefixture.internal.session;

import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/** Takes every WRITE and keeps nothing of it. */
class DiscardingFilesystem extends FlatFilesystem {
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    request.payload().discard();
    reply.written(request.size());
  }
}
