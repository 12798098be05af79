package org.fusefixture.protocol;

import java.util.EnumSet;
import java.util.Set;

/** The FUSE_* flags of INIT that kernel and server offer each other (include/uapi/linux/fuse.h). */
public enum InitFlag {
  ASYNC_READ(0, 6),
  POSIX_LOCKS(1, 7),
  FILE_OPS(2, 9),
  ATOMIC_O_TRUNC(3, 9),
  EXPORT_SUPPORT(4, 10),
  BIG_WRITES(5, 9),
  DONT_MASK(6, 12),
  SPLICE_WRITE(7, 14),
  SPLICE_MOVE(8, 14),
  SPLICE_READ(9, 14),
  FLOCK_LOCKS(10, 17),
  HAS_IOCTL_DIR(11, 18),
  AUTO_INVAL_DATA(12, 20),
  DO_READDIRPLUS(13, 21),
  READDIRPLUS_AUTO(14, 21),
  ASYNC_DIO(15, 22),
  WRITEBACK_CACHE(16, 23),
  NO_OPEN_SUPPORT(17, 23),
  PARALLEL_DIROPS(18, 25),
  HANDLE_KILLPRIV(19, 26),
  POSIX_ACL(20, 26),
  ABORT_ERROR(21, 27),
  MAX_PAGES(22, 28),
  CACHE_SYMLINKS(23, 28),
  NO_OPENDIR_SUPPORT(24, 29),
  EXPLICIT_INVAL_DATA(25, 30),
  MAP_ALIGNMENT(26, 31),
  SUBMOUNTS(27, 32),
  HANDLE_KILLPRIV_V2(28, 33),
  SETXATTR_EXT(29, 33),
  INIT_EXT(30, 36),
  SECURITY_CTX(32, 36),
  HAS_INODE_DAX(33, 36),
  CREATE_SUPP_GROUP(34, 38),
  HAS_EXPIRE_ONLY(35, 38),
  DIRECT_IO_ALLOW_MMAP(36, 39),
  PASSTHROUGH(37, 40),
  NO_EXPORT_SUPPORT(38, 40),
  HAS_RESEND(39, 40),
  ALLOW_IDMAP(40, 41),
  OVER_IO_URING(41, 42),
  REQUEST_TIMEOUT(42, 43),

  /**
   * Splicing a WRITE from the device gives the client's own pages (proposed in 2025). The bit is
   * not assigned upstream, and other proposals use it for other things: do not rely on it without
   * attestation. Any version that has flags2 can carry it.
   */
  SPLICE_READ_USER_PAGES(43, 36);

  private final int bit;
  private final int sinceMinor;

  InitFlag(int bit, int sinceMinor) {
    this.bit = bit;
    this.sinceMinor = sinceMinor;
  }

  /** Number of the bit, from 0 to 63; bits from 32 on travel in flags2. */
  public int bit() {
    return bit;
  }

  /** The bit as a number. */
  public long mask() {
    return 1L << bit;
  }

  /** First minor version of the protocol that has the flag. */
  public int sinceMinor() {
    return sinceMinor;
  }

  /** The known flags among some bits. */
  public static Set<InitFlag> in(long bits) {
    Set<InitFlag> flags = EnumSet.noneOf(InitFlag.class);
    for (InitFlag flag : values()) {
      if ((bits & flag.mask()) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** The bits of some flags. */
  public static long mask(Set<InitFlag> flags) {
    long bits = 0;
    for (InitFlag flag : flags) {
      bits |= flag.mask();
    }
    return bits;
  }
}
