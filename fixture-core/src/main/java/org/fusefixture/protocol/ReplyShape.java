package org.fusefixture.protocol;

/** What a successful reply carries after its header; the structures are those of fuse.h. */
public enum ReplyShape {
  /** No reply: the kernel does not wait for one. */
  NONE(0),
  /** The header alone. */
  EMPTY(0),
  /** An inode that was looked up: {@code fuse_entry_out}. */
  ENTRY(128),
  /** A new inode and the handle of its open file: {@code fuse_entry_out}, {@code fuse_open_out}. */
  ENTRY_AND_HANDLE(144),
  /** The handle of an open file or directory: {@code fuse_open_out}. */
  HANDLE(16),
  /** Attributes of an inode: {@code fuse_attr_out}. */
  ATTRIBUTES(104),
  /** Attributes as in statx(2): {@code fuse_statx_out}. */
  EXTENDED_ATTRIBUTES(288),
  /** A number of bytes, 32 bits: {@code fuse_write_out}. */
  COUNT(8),
  /** A number of bytes, 64 bits: {@code fuse_copy_file_range_out}. */
  WIDE_COUNT(8),
  /** A position in a file: {@code fuse_lseek_out}. */
  OFFSET(8),
  /** A block of a device: {@code fuse_bmap_out}. */
  BLOCK(8),
  /** Bytes. */
  DATA(0),
  /** Bytes, or their number where the request has no room for them: {@code fuse_getxattr_out}. */
  DATA_OR_SIZE(0),
  /** Entries of a directory: {@code fuse_dirent}. */
  LISTING(0),
  /** Entries of a directory, each looked up: {@code fuse_direntplus}. */
  LISTING_WITH_ENTRIES(0),
  /** Sizes of the filesystem: {@code fuse_statfs_out}. */
  STATISTICS(80),
  /** A lock: {@code fuse_lk_out}. */
  LOCK(24),
  /** Events of poll(2): {@code fuse_poll_out}. */
  EVENTS(8),
  /** The result of ioctl(2), and bytes: {@code fuse_ioctl_out}. */
  IOCTL_RESULT(16),
  /** The parameters of the session: {@code fuse_init_out}. */
  NEGOTIATION(24);

  private final int fixedSize;

  ReplyShape(int fixedSize) {
    this.fixedSize = fixedSize;
  }

  /**
   * {@return the number of bytes that it has after the header at least: the size of its structures
   * since 7.9}
   */
  public int fixedSize() {
    return fixedSize;
  }

  /** {@return whether it grants the lookup of one inode} */
  public boolean hasEntry() {
    return this == ENTRY || this == ENTRY_AND_HANDLE;
  }

  /** {@return whether it opens a handle} */
  public boolean hasHandle() {
    return this == HANDLE || this == ENTRY_AND_HANDLE;
  }

  /** {@return whether it has the attributes of one inode} */
  public boolean hasAttributes() {
    return hasEntry() || this == ATTRIBUTES || this == EXTENDED_ATTRIBUTES;
  }

  /** {@return whether it lists a directory} */
  public boolean isListing() {
    return this == LISTING || this == LISTING_WITH_ENTRIES;
  }

  /** {@return whether it consists of bytes that the filesystem stores} */
  public boolean isData() {
    return this == DATA || this == DATA_OR_SIZE;
  }
}
