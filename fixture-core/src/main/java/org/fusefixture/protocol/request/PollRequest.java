package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * POLL: asks what a file is ready for.
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
  /** FUSE_POLL_SCHEDULE_NOTIFY: a notification is wanted. */
  public static final int FLAG_SCHEDULE_NOTIFY = 1;

  private static final int FILE_HANDLE_AT = HEADER_SIZE;
  private static final int POLL_HANDLE_AT = HEADER_SIZE + 8;
  private static final int FLAGS_AT = HEADER_SIZE + 16;
  private static final int EVENTS_AT = HEADER_SIZE + 20;

  /** A view that is not laid over a message yet. */
  public PollRequest() {
    super(24);
  }

  /** {@return the open file} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /**
   * {@return the number to name in a POLL notification, see {@link
   * org.fusefixture.filesystem.Notifier#wakePoll}}
   */
  public long pollHandle() {
    return getLong(POLL_HANDLE_AT);
  }

  /** {@return FUSE_POLL_* bits, see {@link #FLAG_SCHEDULE_NOTIFY}} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** {@return the events of poll(2) that are asked for} */
  public int events() {
    return getInt(EVENTS_AT);
  }

  @Override
  public String arguments() {
    return "fh "
        + fileHandle()
        + ", events "
        + hexadecimal(events())
        + ((flags() & FLAG_SCHEDULE_NOTIFY) == 0 ? "" : ", to be notified");
  }

  @Override
  void check() {
    checkTail(0);
  }
}
