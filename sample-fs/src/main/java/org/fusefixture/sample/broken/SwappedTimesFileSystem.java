package org.fusefixture.sample.broken;

import java.time.Duration;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.Attributes;

/**
 * takes the access time for the modification time.
 *
 * <p>Seen in sagemathinc/fuse-native#3.
 */
@Broken(
    bug = "takes the access time for the modification time",
    seenIn = "sagemathinc/fuse-native#3",
    verdict = Breach.Kind.WRONG_ATTRIBUTE)
public final class SwappedTimesFileSystem extends MisshownAttributesFileSystem {
  public SwappedTimesFileSystem(FilesystemContext context) {
    super(context);
  }

  /** Attributes that the kernel does not keep are asked for each time. */
  @Override
  protected Duration validity() {
    return Duration.ZERO;
  }

  @Override
  Attributes shown(Attributes now) {
    return changed(now, now.size(), now.atime(), now.links());
  }
}
