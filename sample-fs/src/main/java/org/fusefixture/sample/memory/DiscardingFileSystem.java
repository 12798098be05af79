package org.fusefixture.sample.memory;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * Accepts writes and forgets them, so that a measurement shows the way to the filesystem and not
 * the storage. Names and attributes are those of a {@link MemoryFileSystem}; a file is as long as
 * what was written to it, reads as zeros, and takes no space. A WRITE allocates nothing, so its
 * time is not kept.
 */
public final class DiscardingFileSystem extends MemoryFileSystem {
  /**
   * Called by the fixture.
   *
   * @param context has the options
   */
  public DiscardingFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public FilesystemOptions options() {
    return super.options().withName("discard");
  }

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    int size = request.size();
    request.payload().discard();
    extend(request);
    reply.written(size);
  }
}
