package org.fusefixture.protocol.request;

import org.fusefixture.protocol.Unique;

/**
 * INTERRUPT: the caller of another request got a signal. There is no reply of its own, but EAGAIN
 * asks for it to be sent again.
 *
 * <p>{@code struct fuse_interrupt_in} of include/uapi/linux/fuse.h; offsets count from the end of
 * the header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  unique
 * </pre>
 */
public final class InterruptRequest extends Request {

  static final int FIXED_SIZE = 8;

  private static final int INTERRUPTED_AT = HEADER_SIZE + 0;

  public InterruptRequest() {
    super(FIXED_SIZE);
  }

  /** The request that is interrupted. */
  public Unique interrupted() {
    return new Unique(getLong(INTERRUPTED_AT));
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
