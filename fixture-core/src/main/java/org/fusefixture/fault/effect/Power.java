package org.fusefixture.fault.effect;

/** What is with the power after a storage has lost what was not synced. */
public enum Power {
  /** Every call fails with EIO until a test restores it, so that a program cannot go on. */
  CUT,

  /** Calls are served, and show what is on the disk, as after clear-cache of LazyFS. */
  KEPT
}
