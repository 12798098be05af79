package org.fusefixture.fault.effect;

/** Notifications that are sent without reason; see {@code enum fuse_notify_code}. */
public enum Notice {
  /** INVAL_INODE: attributes and cached pages of the inode are dropped. */
  INVALIDATE_INODE(false),

  /** INVAL_ENTRY: the name is dropped. */
  INVALIDATE_ENTRY(true),

  /** INVAL_ENTRY with FUSE_EXPIRE_ONLY: the name is looked up again at its next use. */
  EXPIRE_ENTRY(true),

  /** STORE: zeros are put into the page cache over the range of the request: stale content. */
  STORE_ZEROS(false);

  private final boolean aboutName;

  Notice(boolean aboutName) {
    this.aboutName = aboutName;
  }

  /** Whether it is about an entry of a directory. */
  public boolean isAboutName() {
    return aboutName;
  }
}
