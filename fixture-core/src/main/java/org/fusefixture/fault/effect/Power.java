package org.fusefixture.fault.effect;

/** Whether the storage stays powered off after it has lost what was not synced. */
public enum Power {
  /** Every call fails with EIO until a test restores the power, so that no program goes on. */
  CUT,

  /** Calls are served, and show what is on the disk, as after clear-cache of LazyFS. */
  KEPT
}
