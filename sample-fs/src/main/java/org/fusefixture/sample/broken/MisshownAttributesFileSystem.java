package org.fusefixture.sample.broken;

import java.time.Instant;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.StatxReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/** What those have in common that keep the right attributes and show others. */
abstract class MisshownAttributesFileSystem extends MemoryFileSystem {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;

  MisshownAttributesFileSystem(FilesystemContext context) {
    super(context);
  }

  /** What is shown in place of the right ones. */
  abstract Attributes shown(Attributes now);

  @Override
  public final void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(shown(attributesOf(request.nodeId())), validity());
  }

  /** The kernel then asks with GETATTR. */
  @Override
  public final void statx(StatxRequest request, StatxReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  static boolean isRegular(Attributes now) {
    return (now.mode() & TYPE) == REGULAR;
  }

  /** Attributes with another size, time of modification and number of links. */
  static Attributes changed(Attributes now, long size, Instant mtime, int links) {
    return new Attributes(
        now.inode(),
        size,
        now.blocks(),
        now.atime(),
        mtime,
        now.ctime(),
        now.mode(),
        links,
        now.uid(),
        now.gid(),
        now.device(),
        now.blockSize(),
        now.flags());
  }
}
