package org.fusefixture.protocol.request;

/**
 * SYNCFS: everything that was written is to be made durable.
 *
 * <p>{@code struct fuse_syncfs_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  padding
 * </pre>
 */
public final class SyncfsRequest extends Request {

  static final int FIXED_SIZE = 8;

  public SyncfsRequest() {
    super(FIXED_SIZE);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
