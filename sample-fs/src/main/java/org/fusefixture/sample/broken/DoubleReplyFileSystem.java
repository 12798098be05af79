package org.fusefixture.sample.broken;

import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.FlushRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * replies with an error after a reply that it takes for failed.
 *
 * <p>Seen in datenlord/datenlord#12.
 */
@Broken(
    bug = "replies with an error after a reply that it takes for failed",
    seenIn = "datenlord/datenlord#12",
    verdict = Breach.Kind.REPLIED_TWICE)
public final class DoubleReplyFileSystem extends MemoryFileSystem {
  public DoubleReplyFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void flush(FlushRequest request, EmptyReply reply) {
    super.flush(request, reply);
    reply.fail(Errno.EIO);
  }
}
