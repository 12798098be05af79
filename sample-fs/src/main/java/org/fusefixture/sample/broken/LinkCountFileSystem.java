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
 * shows one link of a file that has several names.
 *
 * <p>Seen in alperakcan/fuse-ext2#97 and seaweedfs/seaweedfs#9062.
 */
@Broken(
    bug = "shows one link of a file that has several names",
    seenIn = {"alperakcan/fuse-ext2#97", "seaweedfs/seaweedfs#9062"},
    verdict = Breach.Kind.WRONG_ATTRIBUTE)
public final class LinkCountFileSystem extends MemoryFileSystem {
  public LinkCountFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(single(attributesOf(request.nodeId())), validity());
  }

  @Override
  protected Duration validity() {
    return Duration.ZERO;
  }

  private static Attributes single(Attributes now) {
    boolean file = (now.mode() & 0170000) == 0100000;
    return new Attributes(
        now.inode(),
        now.size(),
        now.blocks(),
        now.atime(),
        now.mtime(),
        now.ctime(),
        now.mode(),
        file ? 1 : now.links(),
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
