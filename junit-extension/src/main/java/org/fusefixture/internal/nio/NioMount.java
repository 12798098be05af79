package org.fusefixture.internal.nio;

import java.nio.file.Path;

/** A mount that can be used through {@link java.nio.file.Files}, until it is closed. */
public final class NioMount implements AutoCloseable {
  private final MountFileSystem fileSystem;

  private NioMount(MountFileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** Makes a file system of a mount; the agent is asked for nothing yet. */
  public static NioMount open(MountAgent agent) {
    return new NioMount(MountFileSystemProvider.installed().open(agent));
  }

  /** The root of the mount. */
  public Path root() {
    return fileSystem.root();
  }

  /**
   * Closes what is open; to be called before the mount goes. From then on paths fail with {@link
   * java.nio.file.ClosedFileSystemException}, and channels with {@link
   * java.nio.channels.ClosedChannelException}.
   */
  @Override
  public void close() {
    fileSystem.end();
  }
}
