package org.fusefixture.internal.sandbox.keeper;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * A shared mount of the host for the visible mounts of a sandbox that is started by somebody else,
 * with a keeper that ends it when it is closed, or when this JVM dies.
 */
public final class VisibleDirectory implements AutoCloseable {
  private final Keeper keeper;
  private final Path path;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VisibleDirectory(Keeper keeper, Path path) {
    this.keeper = keeper;
    this.path = path;
  }

  /** Makes one; returns when it is there. */
  public static VisibleDirectory make(LogTail log) {
    Path root = RuntimeDirectory.make();
    Keeper keeper =
        Keeper.start(
            "fuse-fixture-visible",
            ShellScript.beside(VisibleDirectory.class, "hold.sh").withSharedMounts(),
            List.of(root.toString()),
            log);
    VisibleDirectory directory = new VisibleDirectory(keeper, keeper.visibleDirectory(root));
    if (!keeper.saysReady()) {
      directory.close();
      throw SandboxFailedException.withLog(
          "no directory for visible mounts can be made beneath " + root, log.text(), null);
    }
    return directory;
  }

  /** On the host, and to be the same inside. */
  public Path path() {
    return path;
  }

  /** Unmounts all beneath, lazily, and removes it. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      keeper.endInput();
      keeper.end();
    }
  }
}
