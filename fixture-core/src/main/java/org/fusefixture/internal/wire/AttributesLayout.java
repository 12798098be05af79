package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.fusefixture.protocol.Attributes;

/**
 * Where the attributes of an inode stand in {@code struct fuse_attr} and {@code struct fuse_statx}
 * of include/uapi/linux/fuse.h; {@code at} is the index of the structure's first byte.
 *
 * <pre>
 *   fuse_attr  fuse_statx  field         fuse_attr  fuse_statx  field
 *           0          32  ino                  60          28  mode, 2 bytes in fuse_statx
 *           8          40  size                 64          16  nlink
 *          16          48  blocks               68          20  uid
 *       24 48       64 72  atime                72          24  gid
 *       32 52     112 120  mtime                76     128 132  rdev, major and minor
 *       40 56      96 104  ctime                80           4  blksize
 *                                               84              flags
 * </pre>
 *
 * Times have seconds in 8 bytes and nanoseconds in 4.
 */
public enum AttributesLayout {
  /** {@code struct fuse_attr}. */
  PLAIN(
      88,
      0,
      8,
      16,
      60,
      64,
      68,
      72,
      80,
      new int[] {24, 48},
      new int[] {32, 52},
      new int[] {40, 56}) {
    @Override
    public void setMode(ByteBuffer message, int at, int mode) {
      message.putInt(at + modeAt, mode);
    }

    @Override
    public int mode(ByteBuffer message, int at) {
      return message.getInt(at + modeAt);
    }

    @Override
    void putDevice(ByteBuffer message, int at, int device) {
      message.putInt(at + DEVICE_AT, device);
    }

    @Override
    public void put(ByteBuffer message, int at, Attributes attributes) {
      super.put(message, at, attributes);
      message.putInt(at + FLAGS_AT, attributes.flags());
    }
  },
  /** {@code struct fuse_statx}; what the other lacks is left as it is. */
  EXTENDED(
      256,
      32,
      40,
      48,
      28,
      16,
      20,
      24,
      4,
      new int[] {64, 72},
      new int[] {112, 120},
      new int[] {96, 104}) {
    @Override
    public void setMode(ByteBuffer message, int at, int mode) {
      message.putShort(at + modeAt, (short) mode);
    }

    @Override
    public int mode(ByteBuffer message, int at) {
      return Short.toUnsignedInt(message.getShort(at + modeAt));
    }

    @Override
    void putDevice(ByteBuffer message, int at, int device) {
      message
          .putInt(at + DEVICE_MAJOR_AT, device >>> 8 & 0xfff)
          .putInt(at + DEVICE_MINOR_AT, device & 0xff | device >>> 12 & 0xfff00);
    }
  };

  private static final int DEVICE_AT = 76;
  private static final int FLAGS_AT = 84;
  private static final int DEVICE_MAJOR_AT = 128;
  private static final int DEVICE_MINOR_AT = 132;

  final int modeAt;
  private final int size;
  private final int inodeAt;
  private final int sizeAt;
  private final int blocksAt;
  private final int linksAt;
  private final int uidAt;
  private final int gidAt;
  private final int blockSizeAt;
  private final int[] atimeAt;
  private final int[] mtimeAt;
  private final int[] ctimeAt;

  AttributesLayout(
      int size,
      int inodeAt,
      int sizeAt,
      int blocksAt,
      int modeAt,
      int linksAt,
      int uidAt,
      int gidAt,
      int blockSizeAt,
      int[] atimeAt,
      int[] mtimeAt,
      int[] ctimeAt) {
    this.size = size;
    this.inodeAt = inodeAt;
    this.sizeAt = sizeAt;
    this.blocksAt = blocksAt;
    this.modeAt = modeAt;
    this.linksAt = linksAt;
    this.uidAt = uidAt;
    this.gidAt = gidAt;
    this.blockSizeAt = blockSizeAt;
    this.atimeAt = atimeAt;
    this.mtimeAt = mtimeAt;
    this.ctimeAt = ctimeAt;
  }

  /** Number of bytes of the structure. */
  public int size() {
    return size;
  }

  /** Writes all attributes that the structure has. */
  public void put(ByteBuffer message, int at, Attributes attributes) {
    setInode(message, at, attributes.inode());
    setSize(message, at, attributes.size());
    setBlocks(message, at, attributes.blocks());
    putTime(message, at, atimeAt, attributes.atime());
    putTime(message, at, mtimeAt, attributes.mtime());
    putTime(message, at, ctimeAt, attributes.ctime());
    setMode(message, at, attributes.mode());
    setLinks(message, at, attributes.links());
    setUid(message, at, attributes.uid());
    setGid(message, at, attributes.gid());
    putDevice(message, at, attributes.device());
    message.putInt(at + blockSizeAt, attributes.blockSize());
  }

  /** Changes the number shown to callers. */
  public void setInode(ByteBuffer message, int at, long inode) {
    message.putLong(at + inodeAt, inode);
  }

  /** Changes the number of bytes. */
  public void setSize(ByteBuffer message, int at, long bytes) {
    message.putLong(at + sizeAt, bytes);
  }

  /** Changes the number of blocks of 512 bytes. */
  public void setBlocks(ByteBuffer message, int at, long blocks) {
    message.putLong(at + blocksAt, blocks);
  }

  /** Changes the seconds of the last access. */
  public void setAtime(ByteBuffer message, int at, long seconds) {
    message.putLong(at + atimeAt[0], seconds);
  }

  /** Changes the seconds of the last change of the content. */
  public void setMtime(ByteBuffer message, int at, long seconds) {
    message.putLong(at + mtimeAt[0], seconds);
  }

  /** Changes the seconds of the last change of the attributes. */
  public void setCtime(ByteBuffer message, int at, long seconds) {
    message.putLong(at + ctimeAt[0], seconds);
  }

  /** Changes file type and permissions. */
  public abstract void setMode(ByteBuffer message, int at, int mode);

  /** File type and permissions. */
  public abstract int mode(ByteBuffer message, int at);

  /** The number of bytes. */
  public long size(ByteBuffer message, int at) {
    return message.getLong(at + sizeAt);
  }

  /** The largest number of nanoseconds among the three times, as an unsigned number. */
  public int largestNanoseconds(ByteBuffer message, int at) {
    int atime = message.getInt(at + atimeAt[1]);
    int mtime = message.getInt(at + mtimeAt[1]);
    int ctime = message.getInt(at + ctimeAt[1]);
    int larger = Integer.compareUnsigned(atime, mtime) < 0 ? mtime : atime;
    return Integer.compareUnsigned(larger, ctime) < 0 ? ctime : larger;
  }

  /** FUSE_ATTR_* bits of {@code struct fuse_attr} (since 7.32). */
  public static int flags(ByteBuffer message, int at) {
    return message.getInt(at + FLAGS_AT);
  }

  /** Changes the number of names. */
  public void setLinks(ByteBuffer message, int at, int links) {
    message.putInt(at + linksAt, links);
  }

  /** Changes the owner. */
  public void setUid(ByteBuffer message, int at, int uid) {
    message.putInt(at + uidAt, uid);
  }

  /** Changes the group. */
  public void setGid(ByteBuffer message, int at, int gid) {
    message.putInt(at + gidAt, gid);
  }

  /** Writes a device number that is in the kernel's new_encode_dev form. */
  abstract void putDevice(ByteBuffer message, int at, int device);

  private static void putTime(ByteBuffer message, int at, int[] places, Instant time) {
    message.putLong(at + places[0], time.getEpochSecond()).putInt(at + places[1], time.getNano());
  }
}
