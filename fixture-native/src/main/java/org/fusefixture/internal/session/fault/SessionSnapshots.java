package org.fusefixture.internal.session.fault;

import java.util.NoSuchElementException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.filesystem.Snapshots;
import org.fusefixture.internal.fault.effect.SnapshotEffects;

/** Keeps states of a filesystem that can, and goes back to them, when a test asks for it. */
public final class SessionSnapshots {
  private final FuseFilesystem filesystem;
  private volatile Notifier notifier;

  SessionSnapshots(FuseFilesystem filesystem) {
    this.filesystem = filesystem;
  }

  void connect(Notifier to) {
    notifier = to;
  }

  /**
   * Keeps the present state.
   *
   * @throws IllegalArgumentException if the filesystem cannot
   */
  public void take(String name) {
    require().takeSnapshot(name);
  }

  /**
   * Goes back to a state, and returns when the kernel has forgotten what it had cached.
   *
   * @throws IllegalArgumentException if the filesystem cannot
   * @throws NoSuchElementException if there is no such state
   */
  public void rollBack(String name) {
    notifier.invalidate(require().rollBack(name));
  }

  private Snapshots require() {
    SnapshotEffects.unmetNeed(filesystem)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return (Snapshots) filesystem;
  }
}
