package org.fusefixture.storage;

/**
 * The state of a filesystem after an fsync that could not write some data blocks.
 *
 * <p>As found by Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020,
 * section 3 and table 1, and as their CuttleFS simulates it. In all of them the pages are clean
 * afterwards: a second fsync writes none of them, and succeeds.
 */
public enum FsyncAftermath {
  /**
   * ext4 with {@code data=ordered}: fails at once. Metadata, and the blocks that could be written,
   * are on the disk; the page cache shows the new content of the others until it is evicted.
   */
  EXT4_ORDERED,

  /**
   * ext4 with {@code data=journal}: as {@link #EXT4_ORDERED}, but this fsync succeeds, since the
   * journal took the data; the next one fails, and writes nothing.
   */
  EXT4_DATA,

  /** XFS: as {@link #EXT4_ORDERED}. */
  XFS,

  /**
   * Btrfs: fails at once. It never writes in place, so that nothing of the file is on the disk, and
   * programs see again what is there: content and size go back.
   */
  BTRFS
}
