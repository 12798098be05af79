package org.fusefixture.oracle;

/** What bytes have to be at least. */
public enum Promise {
  /** Those of writes that have returned: what every reader of the mount may rely on. */
  RETURNED,

  /** Those that a completed fsync covers: what has to survive a crash. */
  SYNCED
}
