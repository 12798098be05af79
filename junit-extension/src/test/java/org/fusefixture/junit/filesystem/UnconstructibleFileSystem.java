package org.fusefixture.junit.filesystem;

import org.fusefixture.filesystem.FuseFilesystem;

/** Its constructor throws. */
public final class UnconstructibleFileSystem implements FuseFilesystem {
  public UnconstructibleFileSystem() {
    throw new IllegalStateException("no notes today");
  }
}
