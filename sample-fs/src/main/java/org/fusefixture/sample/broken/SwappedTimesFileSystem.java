package org.fusefixture.sample.broken;

import java.time.Duration;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.StatxReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * takes the access time for the modification time.
 *
 * <p>Seen in sagemathinc/fuse-native#3.
 */
@Broken(
    bug = "takes the access time for the modification time",
    seenIn = "sagemathinc/fuse-native#3",
    verdict = Breach.Kind.WRONG_ATTRIBUTE)
public final class SwappedTimesFileSystem extends MemoryFileSystem {
  public SwappedTimesFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(swapped(attributesOf(request.nodeId())), validity());
  }

  /** Attributes that the kernel does not keep are asked for each time. */
  @Override
  protected Duration validity() {
    return Duration.ZERO;
  }

  private static Attributes swapped(Attributes now) {
    return new Attributes(
        now.inode(),
        now.size(),
        now.blocks(),
        now.atime(),
        now.atime(),
        now.ctime(),
        now.mode(),
        now.links(),
        now.uid(),
        now.gid(),
        now.device(),
        now.blockSize(),
        now.flags());
  }

  /** The kernel then asks with GETATTR. */
  @Override
  public void statx(StatxRequest request, StatxReply reply) {
    reply.fail(Errno.ENOSYS);
  }
}
