package org.fusefixture.internal.passthrough;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.internal.linux.Statx;

/**
 * Inode numbers for a mount that shows several filesystems as one. Below a directory there may be
 * mounts and subvolumes, where other inodes have the same numbers; tar(1), cp(1) and find(1) take
 * what has one st_dev and one st_ino for one file.
 *
 * <p>One inode has one number as long as this object lives, whether it is held or not, and no other
 * inode has it meanwhile:
 *
 * <pre>
 *   0nnn nnnn...   inode n of the filesystem at the root, as it is
 *   1ddd nnnn...   inode n, below 2^48, of the d-th other filesystem
 *   ffff cccc...   the c-th inode that fits neither: only these are kept in a table
 * </pre>
 */
public final class InodeNumbers {
  private static final int NUMBER_BITS = 48;
  private static final long OTHERS = 0x8000;
  private static final long IN_TABLE = 0xffff;

  private final long home;
  private final Map<Long, Long> others = new ConcurrentHashMap<>();
  private final AtomicLong lastOther = new AtomicLong();
  private final Map<HeldInode.Identity, Long> table = new ConcurrentHashMap<>();
  private final AtomicLong lastInTable = new AtomicLong();

  /**
   * @param root whose filesystem keeps its numbers
   */
  public InodeNumbers(HeldInode root) {
    this(root.identity().device());
  }

  InodeNumbers(long home) {
    this.home = home;
  }

  /** The number of an inode. */
  public long of(Statx status) {
    return of(status.device(), status.inode());
  }

  /** The number of an entry of a directory that is in the directory's own filesystem. */
  public long of(HeldInode directory, long inode) {
    return of(directory.identity().device(), inode);
  }

  long of(long device, long inode) {
    if (device == home) {
      return inode >= 0 ? inode : inTable(device, inode);
    }
    long prefix = OTHERS + others.computeIfAbsent(device, another -> lastOther.incrementAndGet());
    return prefix < IN_TABLE && inode >>> NUMBER_BITS == 0
        ? prefix << NUMBER_BITS | inode
        : inTable(device, inode);
  }

  private long inTable(long device, long inode) {
    long entry =
        table.computeIfAbsent(
            new HeldInode.Identity(device, inode), another -> lastInTable.incrementAndGet());
    return IN_TABLE << NUMBER_BITS | entry;
  }
}
