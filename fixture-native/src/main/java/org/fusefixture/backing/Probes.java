package org.fusefixture.backing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.OpenInode;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.XattrName;

/**
 * Asks the disk whether it would refuse a change of metadata, by trying the change: on inodes of
 * its filesystem that have no name, one of each type. So a change that is only in memory fails at
 * once, with the error that the disk would give.
 *
 * <p>Every inode has a name for a moment, before the first request is served. Guarded by the
 * volume's lock.
 */
final class Probes implements AutoCloseable {
  private static final List<Integer> TYPES =
      List.of(
          Statx.S_IFREG,
          Statx.S_IFDIR,
          Statx.S_IFLNK,
          Statx.S_IFIFO,
          Statx.S_IFSOCK,
          Statx.S_IFCHR,
          Statx.S_IFBLK);

  /** PATH_MAX of linux/limits.h, without the NUL. */
  private static final int LONGEST_TARGET = 4095;

  /** Owner and permissions that the disk has accepted. */
  private record Owned(int uid, int gid, int permissions) {}

  private final HeldInode root;
  private final FileName name = FileName.of(".probe-" + UUID.randomUUID());
  private final Map<Integer, HeldInode> inodes = new HashMap<>();
  private final Map<Integer, ErrnoException> refused = new HashMap<>();
  private final Map<Integer, Map<XattrName, byte[]>> xattrs = new HashMap<>();
  private final Set<Owned> accepted = new HashSet<>();
  private final int longestTarget;
  private final int longestName;
  private OpenInode file;
  private long largestSize;

  Probes(HeldInode root) {
    this.root = root;
    Statx before = root.stat();
    longestName = root.statfs().nameLength();
    TYPES.forEach(this::make);
    longestTarget = inodes.containsKey(Statx.S_IFLNK) ? longestTarget() : LONGEST_TARGET;
    if (inodes.containsKey(Statx.S_IFREG)) {
      file = inodes.get(Statx.S_IFREG).open(OpenFlag.O_RDWR);
    }
    if (!inodes.isEmpty()) {
      root.utimens(before.access(), before.modify());
    }
  }

  private void make(int type) {
    try {
      switch (type) {
        case Statx.S_IFDIR -> root.mkdirat(name, 0700);
        case Statx.S_IFLNK -> root.symlinkat(target(1), name);
        default -> root.mknodat(name, type | 0600, 0);
      }
    } catch (ErrnoException e) {
      refused.put(type, e);
      return;
    }
    inodes.put(type, root.openat(name).inode());
    xattrs.put(type, new LinkedHashMap<>());
    if (type == Statx.S_IFDIR) {
      root.rmdir(name);
    } else {
      root.unlink(name);
    }
  }

  /** The longest target of a symbolic link: a block in ext4, 1024 bytes in XFS. */
  private int longestTarget() {
    int fits = 1;
    int most = LONGEST_TARGET;
    for (int length = most; fits < most; length = (fits + most + 1) / 2) {
      if (canLink(length)) {
        fits = length;
      } else {
        most = length - 1;
      }
    }
    return fits;
  }

  private boolean canLink(int length) {
    try {
      root.symlinkat(target(length), name);
    } catch (ErrnoException e) {
      return false;
    }
    root.unlink(name);
    return true;
  }

  private static LinkTarget target(int length) {
    return LinkTarget.of("x".repeat(length).getBytes(StandardCharsets.UTF_8));
  }

  /** Fails if a name is too long. */
  void requireName(FileName wanted) {
    if (wanted.length() > longestName) {
      throw new ErrnoException(
          Errno.ENAMETOOLONG,
          "a name has at most " + longestName + " bytes here, not " + wanted.length());
    }
  }

  /** Fails if the disk cannot have inodes of a type. */
  void requireType(int type) {
    if (refused.containsKey(type)) {
      throw refused.get(type);
    }
  }

  /** Fails if the target of a symbolic link is too long. */
  void requireTarget(LinkTarget target) {
    requireType(Statx.S_IFLNK);
    if (target.length() > longestTarget) {
      throw new ErrnoException(
          Errno.ENAMETOOLONG,
          "a target has at most " + longestTarget + " bytes here, not " + target.length());
    }
  }

  /** Fails if a file cannot have a size. */
  void requireSize(long size) {
    if (file != null && size > largestSize) {
      file.ftruncate(size);
      largestSize = size;
      file.ftruncate(0);
    }
  }

  /** Fails if the disk does not support a mode of fallocate(2). */
  void requireFallocate(int mode) {
    if (file != null) {
      try {
        file.fallocate(mode, 0, FileCache.PAGE);
      } finally {
        file.ftruncate(0);
      }
    }
  }

  /** Blocks of a new inode of a type, in units of 512 bytes. */
  long blocks(int type) {
    return inodes.containsKey(type) ? inodes.get(type).stat().blocks() : 0;
  }

  /** Fails if an inode cannot have an owner or permissions. */
  void requireOwner(int type, int uid, int gid, int permissions) {
    Owned wanted = new Owned(uid, gid, permissions);
    int probed = type == Statx.S_IFLNK ? Statx.S_IFREG : type;
    if (inodes.containsKey(probed) && !accepted.contains(wanted)) {
      inodes.get(probed).chown(uid, gid);
      inodes.get(probed).chmod(permissions);
      accepted.add(wanted);
    }
  }

  /**
   * A new time as the disk keeps it, within its range and in its units.
   *
   * @param before the one that {@link TimeSpec#UNCHANGED} leaves
   */
  TimeSpec kept(TimeSpec time, TimeSpec before) {
    if (time.equals(TimeSpec.UNCHANGED)) {
      return before;
    }
    if (time.equals(TimeSpec.NOW)) {
      return CachedInode.now();
    }
    HeldInode inode = inodes.get(Statx.S_IFREG);
    if (inode == null) {
      return time;
    }
    inode.utimens(time, TimeSpec.UNCHANGED);
    return inode.stat().access();
  }

  /** Fails if an inode of a type cannot have these extended attributes together. */
  void requireXattrs(int type, Map<XattrName, byte[]> wanted) {
    HeldInode inode = inodes.get(type);
    if (inode == null) {
      return;
    }
    Map<XattrName, byte[]> there = xattrs.get(type);
    for (XattrName name : List.copyOf(there.keySet())) {
      if (!wanted.containsKey(name)) {
        inode.removexattr(name);
        there.remove(name);
      }
    }
    wanted.forEach(
        (name, value) -> {
          if (!Arrays.equals(there.get(name), value)) {
            inode.setxattr(name, value, 0);
            there.put(name, value);
          }
        });
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
    inodes.values().forEach(HeldInode::close);
  }
}
