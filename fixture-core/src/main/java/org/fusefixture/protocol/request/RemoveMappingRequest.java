package org.fusefixture.protocol.request;

import org.fusefixture.protocol.Offset;

/**
 * REMOVEMAPPING: takes ranges out of the DAX window (virtiofs).
 *
 * <p>{@code struct fuse_removemapping_in} and {@code struct fuse_removemapping_one} of
 * include/uapi/linux/fuse.h; offsets count from the end of the header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  count
 *        4    16  moffset (8), len (8); count times, not aligned
 * </pre>
 */
public final class RemoveMappingRequest extends RecordsRequest {

  static final int FIXED_SIZE = 4;

  private static final int LENGTH_AT_IN_RECORD = 8;

  public RemoveMappingRequest() {
    super(FIXED_SIZE);
  }

  /** Start of a range in the window, {@code index} from 0 to {@link #count()}. */
  public Offset windowOffset(int index) {
    return new Offset(getLong(recordAt(index)));
  }

  /** Number of bytes of a range. */
  public long length(int index) {
    return getLong(recordAt(index) + LENGTH_AT_IN_RECORD);
  }
}
