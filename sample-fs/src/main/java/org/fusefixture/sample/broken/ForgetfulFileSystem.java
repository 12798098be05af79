package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * never takes lookups back, so that no inode is ever freed.
 *
 * <p>Seen in GoogleCloudPlatform/gcsfuse#20.
 */
@Broken(
    bug = "never takes lookups back, so that no inode is ever freed",
    seenIn = "GoogleCloudPlatform/gcsfuse#20",
    verdict = Breach.Kind.LEAKED_INODES,
    alsoShows = Breach.Kind.WRONG_ERROR)
public final class ForgetfulFileSystem extends MemoryFileSystem {
  public ForgetfulFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    // the inode stays
  }
}
