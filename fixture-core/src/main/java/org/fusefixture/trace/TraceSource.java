package org.fusefixture.trace;

/** The process that an event happened in. */
public enum TraceSource {
  /** The process that serves the mount. */
  SERVER,
  /** The process that uses the mount. */
  CLIENT
}
