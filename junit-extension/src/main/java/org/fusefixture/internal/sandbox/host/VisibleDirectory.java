package org.fusefixture.internal.sandbox.host;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * A shared mount of the host for the visible mounts of a container. A host shell removes it when it
 * is closed or when this JVM dies.
 */
public final class VisibleDirectory implements AutoCloseable {
  private final HostShell shell;
  private final Path path;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VisibleDirectory(HostShell shell, Path path) {
    this.shell = shell;
    this.path = path;
  }

  /** Creates one; returns when it exists. */
  public static VisibleDirectory make(LogTail log) {
    Path root = RuntimeDirectory.make();
    HostShell shell =
        HostShell.start(
            "fuse-fixture-visible",
            HostShell.Script.beside(VisibleDirectory.class, "hold.sh").withSharedMounts(),
            List.of(root.toString()),
            log);
    VisibleDirectory directory = new VisibleDirectory(shell, shell.visibleDirectory(root));
    if (!shell.saysReady()) {
      directory.close();
      throw SandboxFailedException.withLog(
          "cannot create a directory for visible mounts beneath " + root, log.text(), null);
    }
    return directory;
  }

  /** The path, the same on the host and in the container. */
  public Path path() {
    return path;
  }

  /** Unmounts everything beneath, lazily, and removes the directory. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shell.endInput();
      shell.end();
    }
  }
}
