package org.fusefixture.protocol.request;

import java.util.Objects;
import org.fusefixture.protocol.NodeId;

/**
 * FORGET and BATCH_FORGET: the kernel gives up references that lookups gave it. There is no reply.
 *
 * <p>{@code struct fuse_forget_in}, {@code struct fuse_batch_forget_in} and {@code struct
 * fuse_forget_one} of include/uapi/linux/fuse.h; offsets count from the end of the header.
 *
 * <pre>
 *   FORGET, of the inode in the header    BATCH_FORGET
 *   offset  size  field                   offset  size  field
 *        0     8  nlookup                      0     4  count
 *                                              4     4  dummy
 *                                              8    16  nodeid (8), nlookup (8); count times
 * </pre>
 */
public final class ForgetRequest extends Request {
  private static final int FIXED_SIZE = 8;
  private static final int LOOKUP_COUNT_AT = HEADER_SIZE;
  private static final int COUNT_AT = HEADER_SIZE;
  private static final int LOOKUP_COUNT_IN_RECORD = 8;

  private final boolean batch;

  private ForgetRequest(boolean batch) {
    super(FIXED_SIZE);
    this.batch = batch;
  }

  /** {@return a view with the layout of FORGET} */
  public static ForgetRequest single() {
    return new ForgetRequest(false);
  }

  /** {@return a view with the layout of BATCH_FORGET} */
  public static ForgetRequest batch() {
    return new ForgetRequest(true);
  }

  /** {@return the number of inodes that are forgotten; 1 for FORGET} */
  public int count() {
    return batch ? getInt(COUNT_AT) : 1;
  }

  /**
   * {@return an inode that is forgotten}
   *
   * @param index from 0 to {@link #count()}, exclusive
   */
  public NodeId nodeId(int index) {
    return new NodeId(forgottenId(index));
  }

  /**
   * {@return an inode as {@link #nodeId(int)}, without making an object}
   *
   * @param index from 0 to {@link #count()}, exclusive
   */
  public long forgottenId(int index) {
    Objects.checkIndex(index, count());
    return batch ? getLong(recordAt(index)) : nodeIdNumber();
  }

  /**
   * {@return the number of its lookups to take back, as an unsigned number}
   *
   * @param index from 0 to {@link #count()}, exclusive
   */
  public long lookupCount(int index) {
    Objects.checkIndex(index, count());
    return getLong(batch ? recordAt(index) + LOOKUP_COUNT_IN_RECORD : LOOKUP_COUNT_AT);
  }

  @Override
  public String arguments() {
    return batch ? count() + " nodes" : Long.toUnsignedString(lookupCount(0)) + " lookups";
  }

  @Override
  void check() {
    if (batch) {
      checkRecords(count());
    } else {
      checkTail(0);
    }
  }
}
