package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.Attributes;

/**
 * {@code struct fuse_attr} of include/uapi/linux/fuse.h.
 *
 * <pre>
 *   offset  size  field           offset  size  field
 *        0     8  ino                 56     4  ctimensec
 *        8     8  size                60     4  mode
 *       16     8  blocks              64     4  nlink
 *       24     8  atime               68     4  uid
 *       32     8  mtime               72     4  gid
 *       40     8  ctime               76     4  rdev
 *       48     4  atimensec           80     4  blksize
 *       52     4  mtimensec           84     4  flags
 * </pre>
 */
final class AttributesEncoder {
  static final int SIZE = 88;

  static void put(ByteBuffer target, int at, Attributes attributes) {
    target
        .putLong(at, attributes.inode())
        .putLong(at + 8, attributes.size())
        .putLong(at + 16, attributes.blocks())
        .putLong(at + 24, attributes.atime().getEpochSecond())
        .putLong(at + 32, attributes.mtime().getEpochSecond())
        .putLong(at + 40, attributes.ctime().getEpochSecond())
        .putInt(at + 48, attributes.atime().getNano())
        .putInt(at + 52, attributes.mtime().getNano())
        .putInt(at + 56, attributes.ctime().getNano())
        .putInt(at + 60, attributes.mode())
        .putInt(at + 64, attributes.links())
        .putInt(at + 68, attributes.uid())
        .putInt(at + 72, attributes.gid())
        .putInt(at + 76, attributes.device())
        .putInt(at + 80, attributes.blockSize())
        .putInt(at + 84, attributes.flags());
  }

  private AttributesEncoder() {}
}
