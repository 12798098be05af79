package org.fusefixture.internal.device;

/** What became of a message that was sent to the kernel. */
public enum Sent {
  /** The kernel took it. */
  ACCEPTED,

  /** The kernel no longer waits for it: its request was interrupted or aborted (ENOENT). */
  GONE,

  /** The connection is over: unmounted or aborted. */
  ENDED
}
