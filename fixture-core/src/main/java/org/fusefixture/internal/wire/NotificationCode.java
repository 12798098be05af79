package org.fusefixture.internal.wire;

/**
 * The notifications that a server can send to the kernel: enum fuse_notify_code of
 * include/uapi/linux/fuse.h.
 */
public enum NotificationCode {
  POLL(1, 11),
  INVAL_INODE(2, 12),
  INVAL_ENTRY(3, 12),
  STORE(4, 15),
  RETRIEVE(5, 15),
  DELETE(6, 18),
  RESEND(7, 40),
  INC_EPOCH(8, 44),
  PRUNE(9, 45);

  private final int number;
  private final int sinceMinor;

  NotificationCode(int number, int sinceMinor) {
    this.number = number;
    this.sinceMinor = sinceMinor;
  }

  /** The number on the wire; it travels in the error field of the header, with unique 0. */
  public int number() {
    return number;
  }

  /** First minor version of the protocol that has the notification. */
  public int sinceMinor() {
    return sinceMinor;
  }
}
