package org.fusefixture.junit;

/** How long a mount lives. */
public enum MountLifecycle {
  /** Each invocation of a test gets a fresh mount. */
  PER_METHOD,

  /**
   * The invocations of a test class with the same mode, isolation and kernel share one mount, until
   * the class is done.
   */
  PER_CLASS
}
