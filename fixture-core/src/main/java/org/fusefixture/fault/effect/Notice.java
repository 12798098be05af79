package org.fusefixture.fault.effect;

/** Notifications sent although nothing has changed; see {@code enum fuse_notify_code}. */
public enum Notice {
  /** INVAL_INODE: the kernel drops attributes and cached pages of the inode. */
  INVALIDATE_INODE(false),

  /** INVAL_ENTRY: the kernel drops the name. */
  INVALIDATE_ENTRY(true),

  /** INVAL_ENTRY with FUSE_EXPIRE_ONLY: the kernel looks the name up again at its next use. */
  EXPIRE_ENTRY(true),

  /** STORE: zeros go into the page cache over the range of the request, as stale content. */
  STORE_ZEROS(false);

  private final boolean aboutName;

  Notice(boolean aboutName) {
    this.aboutName = aboutName;
  }

  /** {@return whether it is about an entry of a directory} */
  public boolean isAboutName() {
    return aboutName;
  }
}
