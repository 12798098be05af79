package org.fusefixture.protocol.request;

import org.fusefixture.protocol.NodeId;

/**
 * BATCH_FORGET: several FORGETs in one message. There is no reply.
 *
 * <p>{@code struct fuse_batch_forget_in} and {@code struct fuse_forget_one} of
 * include/uapi/linux/fuse.h; offsets count from the end of the header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  count
 *        4     4  dummy
 *        8    16  nodeid (8), nlookup (8); count times
 * </pre>
 */
public final class BatchForgetRequest extends RecordsRequest {

  static final int FIXED_SIZE = 8;

  private static final int LOOKUP_COUNT_AT = 8;

  public BatchForgetRequest() {
    super(FIXED_SIZE);
  }

  /** An inode that is forgotten, {@code index} from 0 to {@link #count()}. */
  public NodeId nodeId(int index) {
    return new NodeId(getLong(recordAt(index)));
  }

  /** How many of its lookups to take back, as an unsigned number. */
  public long lookupCount(int index) {
    return getLong(recordAt(index) + LOOKUP_COUNT_AT);
  }
}
