package org.fusefixture.storage;

/** A command to a storage. */
public enum StorageCommand {
  /** Loses what was not synced; open files stay open, and show what is on the disk. */
  LOSE_UNSYNCED,

  /** Loses what was not synced; every call fails with EIO until the power is restored. */
  CUT_POWER,

  /** Serves calls again; files that were open when the power failed stay unusable. */
  RESTORE_POWER,

  /** Writes everything in memory to the disk. */
  CHECKPOINT,

  /**
   * Drops clean pages from the cache, as {@code /proc/sys/vm/drop_caches} does: after a failed
   * fsync, programs then see what is on the disk.
   */
  EVICT
}
