package org.fusefixture.protocol;

import java.util.EnumSet;
import java.util.Set;

/** The FUSE_* flags of INIT that kernel and server offer each other (include/uapi/linux/fuse.h). */
public enum InitFlag {
  /** The kernel may have several READs of one file under way. */
  ASYNC_READ(0, 6),
  /** The filesystem serves the POSIX locks of fcntl(2): GETLK, SETLK and SETLKW. */
  POSIX_LOCKS(1, 7),
  /** Each open file has a handle of its own; GETATTR and SETATTR name it. */
  FILE_OPS(2, 9),
  /** OPEN carries O_TRUNC, and no SETATTR follows it. */
  ATOMIC_O_TRUNC(3, 9),
  /** LOOKUP of "." and ".." works, so that the mount can be exported by NFS. */
  EXPORT_SUPPORT(4, 10),
  /** A WRITE may be larger than 4 KiB. */
  BIG_WRITES(5, 9),
  /** The kernel leaves the umask to the filesystem. */
  DONT_MASK(6, 12),
  /** The device supports splice(2) of replies. */
  SPLICE_WRITE(7, 14),
  /** The kernel may move pages that are spliced instead of copying them. */
  SPLICE_MOVE(8, 14),
  /** The device supports splice(2) of requests. */
  SPLICE_READ(9, 14),
  /** The filesystem serves the locks of flock(2). */
  FLOCK_LOCKS(10, 17),
  /** Ioctls on directories reach the filesystem. */
  HAS_IOCTL_DIR(11, 18),
  /** The kernel drops cached pages of a file whose mtime or size has changed. */
  AUTO_INVAL_DATA(12, 20),
  /** The filesystem serves READDIRPLUS. */
  DO_READDIRPLUS(13, 21),
  /** The kernel chooses between READDIR and READDIRPLUS, listing by listing. */
  READDIRPLUS_AUTO(14, 21),
  /** Direct I/O may have several requests under way. */
  ASYNC_DIO(15, 22),
  /** The page cache takes writes and sends them later. */
  WRITEBACK_CACHE(16, 23),
  /** ENOSYS of OPEN means success, also for files opened from then on. */
  NO_OPEN_SUPPORT(17, 23),
  /** LOOKUPs and READDIRs of one directory may run at the same time. */
  PARALLEL_DIROPS(18, 25),
  /** The filesystem drops SUID, SGID and file capabilities on WRITE, chown and truncation. */
  HANDLE_KILLPRIV(19, 26),
  /** The filesystem stores ACLs, and the kernel checks permissions by them. */
  POSIX_ACL(20, 26),
  /** Reading the device of an aborted connection gives ECONNABORTED. */
  ABORT_ERROR(21, 27),
  /** A request may have more than 32 pages, up to {@link SessionParameters#maxPages()}. */
  MAX_PAGES(22, 28),
  /** The kernel keeps the targets of symbolic links. */
  CACHE_SYMLINKS(23, 28),
  /** ENOSYS of OPENDIR means success, also for directories opened from then on. */
  NO_OPENDIR_SUPPORT(24, 29),
  /** Cached pages are dropped only when the filesystem says so. */
  EXPLICIT_INVAL_DATA(25, 30),
  /** {@link SessionParameters#mapAlignment()} is valid. */
  MAP_ALIGNMENT(26, 31),
  /** An inode may be the root of a submount (FUSE_ATTR_SUBMOUNT). */
  SUBMOUNTS(27, 32),
  /** As {@link #HANDLE_KILLPRIV}, but WRITE, OPEN and SETATTR say when SUID and SGID go. */
  HANDLE_KILLPRIV_V2(28, 33),
  /**
   * SETXATTR has its longer form, see {@link org.fusefixture.protocol.request.XattrRequest.Set}.
   */
  SETXATTR_EXT(29, 33),
  /** INIT has 64 flags instead of 32. */
  INIT_EXT(30, 36),
  /** Requests that make an inode carry security contexts. */
  SECURITY_CTX(32, 36),
  /** The filesystem chooses inode by inode whether to use DAX. */
  HAS_INODE_DAX(33, 36),
  /** Requests that make an inode carry the supplementary group that matters. */
  CREATE_SUPP_GROUP(34, 38),
  /** An invalidation of a name may let it expire (FUSE_EXPIRE_ONLY). */
  HAS_EXPIRE_ONLY(35, 38),
  /** Files opened with FOPEN_DIRECT_IO may be mapped shared. */
  DIRECT_IO_ALLOW_MMAP(36, 39),
  /** Files may be backed by files of the server (FOPEN_PASSTHROUGH). */
  PASSTHROUGH(37, 40),
  /** The mount cannot be exported by NFS. */
  NO_EXPORT_SUPPORT(38, 40),
  /** The kernel can send unanswered requests again, see {@link Unique#isResent()}. */
  HAS_RESEND(39, 40),
  /** The mount may be mapped to other user and group IDs. */
  ALLOW_IDMAP(40, 41),
  /** Requests may travel over io_uring instead of the device. */
  OVER_IO_URING(41, 42),
  /** {@link SessionParameters#requestTimeout()} is valid. */
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

  /** {@return the number of the bit, from 0 to 63; bits from 32 on travel in flags2} */
  public int bit() {
    return bit;
  }

  /** {@return the bit as a number} */
  public long mask() {
    return 1L << bit;
  }

  /** {@return the first minor version of the protocol that has the flag} */
  public int sinceMinor() {
    return sinceMinor;
  }

  /**
   * {@return the known flags among some bits}
   *
   * @param bits of flags and flags2, as {@link #mask()} counts them
   */
  public static Set<InitFlag> in(long bits) {
    Set<InitFlag> flags = EnumSet.noneOf(InitFlag.class);
    for (InitFlag flag : values()) {
      if ((bits & flag.mask()) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /**
   * {@return the bits of some flags}
   *
   * @param flags in any order
   */
  public static long mask(Set<InitFlag> flags) {
    long bits = 0;
    for (InitFlag flag : flags) {
      bits |= flag.mask();
    }
    return bits;
  }
}
