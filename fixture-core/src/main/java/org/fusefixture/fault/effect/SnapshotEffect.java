package org.fusefixture.fault.effect;

/**
 * Keeps a state of the filesystem, or goes back to one: for a filesystem that is {@link
 * org.fusefixture.filesystem.Snapshots}.
 */
public sealed interface SnapshotEffect extends Effect permits TakeSnapshot, RollBack {
  /** Name of the state. */
  String name();
}
