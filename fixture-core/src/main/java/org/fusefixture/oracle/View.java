package org.fusefixture.oracle;

/** How a file is read for a verdict. */
public enum View {
  /** Through the mount and its page cache. */
  BUFFERED("read through the page cache", Promise.RETURNED),
  /** Through the mount with O_DIRECT. */
  DIRECT("read with O_DIRECT", Promise.RETURNED),
  /** What the filesystem has stored, read without the mount: judged by what survives a crash. */
  STORED("as the filesystem stored it", Promise.SYNCED);

  private final String description;
  private final Promise promise;

  View(String description, Promise promise) {
    this.description = description;
    this.promise = promise;
  }

  /** {@return a short description} */
  public String description() {
    return description;
  }

  /** {@return which bytes this view has to show at least} */
  public Promise promise() {
    return promise;
  }

  /** How new the bytes of a file have to be at least. */
  public enum Promise {
    /** The bytes of writes that have returned: every reader of the mount may rely on them. */
    RETURNED,

    /** The bytes that a completed fsync covers: they have to survive a crash. */
    SYNCED
  }
}
