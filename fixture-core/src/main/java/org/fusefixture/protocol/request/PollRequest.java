package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * POLL.
 *
 * <p>{@code struct fuse_poll_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  kh
 *       16     4  flags
 *       20     4  events
 * </pre>
 */
public final class PollRequest extends Request {

  static final int FIXED_SIZE = 24;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int POLL_HANDLE_AT = HEADER_SIZE + 8;
  private static final int FLAGS_AT = HEADER_SIZE + 16;
  private static final int EVENTS_AT = HEADER_SIZE + 20;

  public PollRequest() {
    super(FIXED_SIZE);
  }

  /** The open file. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** To be named in a POLL notification. */
  public long pollHandle() {
    return getLong(POLL_HANDLE_AT);
  }

  /** Bit 0 (FUSE_POLL_SCHEDULE_NOTIFY): a notification is wanted. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** Poll(2) events that are asked for. */
  public int events() {
    return getInt(EVENTS_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
