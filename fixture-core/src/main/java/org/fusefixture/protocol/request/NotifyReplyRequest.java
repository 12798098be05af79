package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.Offset;

/**
 * NOTIFY_REPLY: the kernel's answer to a RETRIEVE notification. {@link #unique()} is the one that
 * the notification named. There is no reply.
 *
 * <p>{@code struct fuse_notify_retrieve_in} of include/uapi/linux/fuse.h; offsets count from the
 * end of the header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  dummy1
 *        8     8  offset
 *       16     4  size
 *       20    20  dummy2, dummy3, dummy4
 *       40  size  data
 * </pre>
 */
public final class NotifyReplyRequest extends Request {

  static final int FIXED_SIZE = 40;

  private static final int OFFSET_AT = HEADER_SIZE + 8;
  private static final int SIZE_AT = HEADER_SIZE + 16;

  public NotifyReplyRequest() {
    super(FIXED_SIZE);
  }

  /** Where the data starts in the file. */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** Number of bytes, perhaps fewer than were asked for. */
  public int size() {
    return getInt(SIZE_AT);
  }

  /** The data; a view that is valid only while the request is handled. */
  public ByteBuffer content() {
    return view(bodyStart(), size());
  }

  @Override
  protected void check() {
    checkSize(SIZE_AT, "size");
    checkTail(size());
  }
}
