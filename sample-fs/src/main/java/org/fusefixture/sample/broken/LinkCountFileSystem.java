package org.fusefixture.sample.broken;

import java.time.Duration;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.Attributes;

/**
 * shows one link of a file that has several names.
 *
 * <p>Seen in alperakcan/fuse-ext2#97 and seaweedfs/seaweedfs#9062.
 */
@Broken(
    bug = "shows one link of a file that has several names",
    seenIn = {"alperakcan/fuse-ext2#97", "seaweedfs/seaweedfs#9062"},
    verdict = Breach.Kind.WRONG_ATTRIBUTE)
public final class LinkCountFileSystem extends MisshownAttributesFileSystem {
  public LinkCountFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected Duration validity() {
    return Duration.ZERO;
  }

  @Override
  Attributes shown(Attributes now) {
    return changed(now, now.size(), now.mtime(), isRegular(now) ? 1 : now.links());
  }
}
