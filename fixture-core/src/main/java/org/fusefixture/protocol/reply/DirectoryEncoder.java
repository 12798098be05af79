package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FileName;

/**
 * {@code struct fuse_dirent} of include/uapi/linux/fuse.h; each starts at a multiple of 8.
 *
 * <pre>
 *   offset  size  field
 *        0     8  ino
 *        8     8  off      cookie of the next entry
 *       16     4  namelen
 *       20     4  type     DT_*, that is (mode &gt;&gt; 12) &amp; 15
 *       24   ...  name, then zeros up to a multiple of 8
 * </pre>
 */
final class DirectoryEncoder {
  private static final int NAME_AT = 24;

  static int size(FileName name) {
    return (NAME_AT + name.length() + 7) & ~7;
  }

  static void put(ByteBuffer target, int at, FileName name, long inode, int mode, long next) {
    target
        .putLong(at, inode)
        .putLong(at + 8, next)
        .putInt(at + 16, name.length())
        .putInt(at + 20, mode >> 12 & 15)
        .limit(target.capacity())
        .position(at + NAME_AT);
    name.putInto(target);
    int end = at + size(name);
    while (target.position() < end) {
      target.put((byte) 0);
    }
  }

  /** Catches a filesystem that did not say how many bytes the kernel wants. */
  static void requireStarted(int size) {
    if (size < 0) {
      throw new IllegalStateException("within(request.size()) is to be called first");
    }
  }

  private DirectoryEncoder() {}
}
