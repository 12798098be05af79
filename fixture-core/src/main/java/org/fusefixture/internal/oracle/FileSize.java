package org.fusefixture.internal.oracle;

import org.fusefixture.oracle.View.Promise;

/** The possible sizes of a file: one, unless calls overlap, fail or are unknown. */
final class FileSize {
  private long least;
  private long most;
  private long leastSinceSync;
  private long mostSinceSync;
  private boolean synced;

  FileSize(long least, long most, boolean durable) {
    this.least = least;
    this.most = most;
    leastSinceSync = durable ? least : 0;
    mostSinceSync = most;
    synced = durable;
  }

  long least() {
    return least;
  }

  long most() {
    return most;
  }

  /** The file may become at least this long. */
  void mayGrow(long size) {
    most = Math.max(most, size);
    note();
  }

  /** The file is at least this long. */
  void grown(long size) {
    least = Math.max(least, size);
    mayGrow(size);
  }

  /** The file may get another size. */
  void mayBecome(long size) {
    least = Math.min(least, size);
    most = Math.max(most, size);
    note();
  }

  /** The file has this size. */
  void become(long size) {
    least = size;
    most = size;
    note();
  }

  void forget() {
    mayBecome(0);
    most = Long.MAX_VALUE;
    note();
  }

  /** A completed fsync covers everything so far. */
  void sync() {
    leastSinceSync = least;
    mostSinceSync = most;
    synced = true;
  }

  Expectation.Size expectation(Promise promise) {
    return promise == Promise.RETURNED
        ? new Expectation.Size(least, most, false)
        : new Expectation.Size(leastSinceSync, mostSinceSync, !synced);
  }

  private void note() {
    leastSinceSync = Math.min(leastSinceSync, least);
    mostSinceSync = Math.max(mostSinceSync, most);
  }
}
