package org.fusefixture.internal.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.posix.TimeSpec;

/**
 * What statx(2) tells ({@code struct statx} of include/uapi/linux/stat.h, the same on every
 * architecture).
 *
 * @param mode type and permissions
 * @param device filesystem, see {@link #device(int, int)}
 * @param specialDevice device that a special file stands for
 * @param blocks in units of 512 bytes
 * @param birth all zero where the filesystem does not know
 * @param attributes STATX_ATTR_* bits
 */
public record Statx(
    long inode,
    int mode,
    int links,
    int uid,
    int gid,
    long size,
    long blocks,
    int blockSize,
    long device,
    long specialDevice,
    TimeSpec access,
    TimeSpec modify,
    TimeSpec change,
    TimeSpec birth,
    long attributes) {
  static final int SIZE = 256;

  /** STATX_BASIC_STATS and STATX_BTIME. */
  static final int MASK = 0xfff;

  /** STATX_ATTR_IMMUTABLE: nobody may change the inode. */
  public static final long IMMUTABLE = 0x10;

  /** STATX_ATTR_APPEND: nobody may change what is there. */
  public static final long APPEND_ONLY = 0x20;

  public static final int S_IFMT = 0170000;
  public static final int S_IFSOCK = 0140000;
  public static final int S_IFLNK = 0120000;
  public static final int S_IFREG = 0100000;
  public static final int S_IFBLK = 0060000;
  public static final int S_IFDIR = 0040000;
  public static final int S_IFCHR = 0020000;
  public static final int S_IFIFO = 0010000;

  static Statx decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return new Statx(
        in.getLong(32),
        Short.toUnsignedInt(in.getShort(28)),
        in.getInt(16),
        in.getInt(20),
        in.getInt(24),
        in.getLong(40),
        in.getLong(48),
        in.getInt(4),
        device(in.getInt(136), in.getInt(140)),
        device(in.getInt(128), in.getInt(132)),
        time(in, 64),
        time(in, 112),
        time(in, 96),
        time(in, 80),
        in.getLong(8));
  }

  /** makedev(3): a device number as the C library has it. */
  public static long device(int major, int minor) {
    return (major & 0xfffff000L) << 32
        | (major & 0xfffL) << 8
        | (minor & 0xffffff00L) << 12
        | minor & 0xffL;
  }

  /** The type bits of {@link #mode}. */
  public int type() {
    return mode & S_IFMT;
  }

  /** The permission bits of {@link #mode}, with set-user-ID, set-group-ID and sticky bit. */
  public int permissions() {
    return mode & ~S_IFMT;
  }

  public boolean isDirectory() {
    return type() == S_IFDIR;
  }

  public boolean isRegular() {
    return type() == S_IFREG;
  }

  public boolean isSymbolicLink() {
    return type() == S_IFLNK;
  }

  private static TimeSpec time(ByteBuffer in, int at) {
    return new TimeSpec(in.getLong(at), Integer.toUnsignedLong(in.getInt(at + 8)));
  }
}
