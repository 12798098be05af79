package org.fusefixture.oracle;

/** How a file is looked at. */
public enum View {
  /** Through the mount and its page cache. */
  BUFFERED("read through the page cache", Promise.RETURNED),
  /** Through the mount with O_DIRECT. */
  DIRECT("read with O_DIRECT", Promise.RETURNED),
  /** What the filesystem has stored, past the mount: judged by what would survive a crash. */
  STORED("as the filesystem stored it", Promise.SYNCED);

  private final String description;
  private final Promise promise;

  View(String description, Promise promise) {
    this.description = description;
    this.promise = promise;
  }

  /** In a few words. */
  public String description() {
    return description;
  }

  /** What has to hold for it. */
  public Promise promise() {
    return promise;
  }

  /** What bytes have to be at least. */
  public enum Promise {
    /** Those of writes that have returned: what every reader of the mount may rely on. */
    RETURNED,

    /** Those that a completed fsync covers: what has to survive a crash. */
    SYNCED
  }
}
