package org.fusefixture.fault.trigger;

/** The moments in the life of a request at which the server can be made to fail. */
public enum Phase {
  /** The request was received, and its payload is where the kernel put it. */
  RECEIVED,

  /** The filesystem is about to be called. What is done to the payload is done here. */
  BEFORE_DISPATCH,

  /** The filesystem has answered, and the kernel does not know yet. */
  BEFORE_REPLY,

  /** The kernel has the reply, and so may the caller. */
  AFTER_REPLY;

  /** Whether the filesystem has not seen the request yet. */
  public boolean isBeforeTheFilesystem() {
    return this == RECEIVED || this == BEFORE_DISPATCH;
  }
}
