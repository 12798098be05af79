package org.fusefixture.mount;

/** The kernel under which a sandbox mounts. */
public enum Kernel {
  /** That of the machine (in isolation CONTAINER: that of the engine's machine). */
  HOST,

  /** A Linux with the fixture's own port of the feature, run as a process: User Mode Linux. */
  PATCHED
}
