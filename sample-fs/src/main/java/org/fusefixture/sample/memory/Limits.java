package org.fusefixture.sample.memory;

import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;

/**
 * What no name, link or attribute of this filesystem exceeds; as on ext4 where POSIX leaves it
 * open.
 */
final class Limits {
  /** NAME_MAX, in bytes. */
  static final int NAME_LENGTH = 255;

  /** Most names of one inode, and most subdirectories of one directory but two. */
  static final int LINKS = 65_000;

  /**
   * XATTR_SIZE_MAX: longest value of an extended attribute, in bytes (include/uapi/linux/limits.h).
   */
  static final int XATTR_VALUE = 65_536;

  /** XATTR_LIST_MAX: longest list of names that listxattr(2) can return, in bytes. */
  static final int XATTR_LIST = 65_536;

  /** XATTR_NAME_MAX: longest name of an extended attribute, in bytes. */
  static final int XATTR_NAME = 255;

  private Limits() {}

  static void check(FileName name) {
    if (name.length() > NAME_LENGTH) {
      throw new ErrnoException(
          Errno.ENAMETOOLONG, "a name of " + name.length() + " bytes, at most " + NAME_LENGTH);
    }
  }
}
