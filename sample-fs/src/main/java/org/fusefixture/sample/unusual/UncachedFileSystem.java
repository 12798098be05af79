package org.fusefixture.sample.unusual;

import java.time.Duration;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/** lets the kernel keep no name, no attribute and no page. Unusual, and right. */
@Unusual("lets the kernel keep no name, no attribute and no page")
public final class UncachedFileSystem extends MemoryFileSystem {
  public UncachedFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected Duration validity() {
    return Duration.ZERO;
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    if ((request.flags() & 01000) != 0) {
      resize(request.nodeId(), 0);
    }
    reply.opened(FileHandle.NONE, 0);
  }
}
