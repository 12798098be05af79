package org.fusefixture.fault.effect;

/** What is wrong with a malformed reply, and how the kernel reacts (fs/fuse/dev.c, 6.18). */
public enum Defect {
  /** The length in the header is not that of the message: refused with EINVAL. */
  LENGTH(true),

  /** The error is a positive number: refused with EINVAL. */
  ERROR(true),

  /** The reply is to a request that was never made: refused with ENOENT. */
  UNIQUE(true),

  /** The message ends within its header: refused with EINVAL. */
  HEADER(true),

  /** The body ends early: EIO for the caller if its size is fixed, otherwise a short read. */
  BODY(false);

  private final boolean leavesWaiting;

  Defect(boolean leavesWaiting) {
    this.leavesWaiting = leavesWaiting;
  }

  /** {@return whether the kernel refuses the message, and keeps waiting for a reply} */
  public boolean leavesWaiting() {
    return leavesWaiting;
  }
}
