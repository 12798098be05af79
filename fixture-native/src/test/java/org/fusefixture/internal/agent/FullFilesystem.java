package org.fusefixture.internal.agent;

import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/** Has room for the first mebibyte of a file. */
public final class FullFilesystem extends TestFilesystem {
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    if (request.offset().bytes() >= 1 << 20) {
      throw new ErrnoException(Errno.ENOSPC, "the mebibyte is full");
    }
    super.write(request, reply);
  }
}
