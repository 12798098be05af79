package org.fusefixture.sample.broken;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.RemovexattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * forgets to reply where a request cannot be served.
 *
 * <p>Seen in CurvineIO/curvine#1523 and cloud-hypervisor/fuse-backend-rs#123.
 */
@Broken(
    bug = "forgets to reply where a request cannot be served",
    seenIn = {"CurvineIO/curvine#1523", "cloud-hypervisor/fuse-backend-rs#123"},
    verdict = Breach.Kind.NO_REPLY)
public final class NoReplyFileSystem extends MemoryFileSystem {
  private final Set<String> removed = ConcurrentHashMap.newKeySet();

  public NoReplyFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void removexattr(RemovexattrRequest request, EmptyReply reply) {
    if (removed.add(request.name().toString())) {
      super.removexattr(request, reply);
    } // else it is gone, and whoever wrote this thought that there is nothing more to do
  }
}
