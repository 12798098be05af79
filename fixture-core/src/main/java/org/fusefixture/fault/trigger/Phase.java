package org.fusefixture.fault.trigger;

/** The moments in the life of a request at which a fault can hit it. */
public enum Phase {
  /** The request was received, and its payload is where the kernel put it. */
  RECEIVED,

  /** The filesystem is about to be called. Faults that change the payload change it here. */
  BEFORE_DISPATCH,

  /** The filesystem has answered, and the reply has not been sent. */
  BEFORE_REPLY,

  /** The kernel has the reply, and the caller may have it. */
  AFTER_REPLY;

  /** {@return whether the filesystem has not seen the request yet} */
  public boolean isBeforeTheFilesystem() {
    return this == RECEIVED || this == BEFORE_DISPATCH;
  }
}
