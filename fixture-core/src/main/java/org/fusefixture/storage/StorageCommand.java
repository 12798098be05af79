package org.fusefixture.storage;

/** What can be done to a storage from outside. */
public enum StorageCommand {
  /** What was not synced is lost; open files stay open, and show what is on the disk. */
  LOSE_UNSYNCED,

  /** What was not synced is lost, and every call fails with EIO until there is power again. */
  CUT_POWER,

  /** Calls are served again; files that were open when the power failed stay useless. */
  RESTORE_POWER,

  /** All that is in memory is written to the disk. */
  CHECKPOINT,

  /**
   * Pages that are clean leave the cache, as with {@code /proc/sys/vm/drop_caches}: after an fsync
   * that failed, programs then see what the disk has.
   */
  EVICT
}
