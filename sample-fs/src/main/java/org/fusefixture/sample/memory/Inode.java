package org.fusefixture.sample.memory;

import java.time.Instant;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.XattrName;
import org.fusefixture.protocol.request.Request;

/**
 * What all kinds of files have: number, owner, permissions, times, links, extended attributes, and
 * the lookups that the kernel counts. Its monitor guards them, and is never held while another lock
 * is taken.
 */
abstract class Inode {
  /**
   * The owner of an inode.
   *
   * @param uid user, as an unsigned number
   * @param gid group, as an unsigned number
   */
  record Owner(int uid, int gid) {
    static Owner callerOf(Request request) {
      return new Owner(request.uid(), request.gid());
    }
  }

  /** STATX_BASIC_STATS and STATX_BTIME of statx(2). */
  private static final int STATX_MASK = 0x7ff | 0x800;

  /** Most names of one inode, and most subdirectories of one directory but two, as on ext4. */
  private static final int MOST_LINKS = 65_000;

  private final long number;
  private final Instant birth;
  private final Xattrs xattrs = new Xattrs();
  private int mode;
  private int uid;
  private int gid;
  private int links;
  private long lookups;
  private int kept;
  private Instant atime;
  private Instant mtime;
  private Instant ctime;

  Inode(long number, int mode, Owner owner, int links, Instant now) {
    this.number = number;
    this.mode = mode;
    this.links = links;
    uid = owner.uid();
    gid = owner.gid();
    birth = now;
    atime = now;
    mtime = now;
    ctime = now;
  }

  final long number() {
    return number;
  }

  /** Size in bytes as stat(2) shows it. */
  abstract long size();

  /** Space that is taken, in bytes. */
  long allocated() {
    return 0;
  }

  /** What a device node stands for, in the kernel's new_encode_dev form. */
  int device() {
    return 0;
  }

  /** Frees the content; nothing refers to this inode any more. */
  void discard() {}

  final synchronized int mode() {
    return mode;
  }

  final synchronized int gid() {
    return gid;
  }

  final synchronized int links() {
    return links;
  }

  final boolean isDirectory() {
    return FileMode.type(mode()) == FileMode.DIRECTORY;
  }

  final synchronized Attributes attributes() {
    return new Attributes(
        number,
        size(),
        allocated() / 512,
        atime,
        mtime,
        ctime,
        mode,
        links,
        uid,
        gid,
        device(),
        PagePool.PAGE,
        0);
  }

  /**
   * What statx(2) shows.
   *
   * @param shown in place of {@link #attributes}
   */
  final ExtendedAttributes extendedAttributes(Attributes shown) {
    return new ExtendedAttributes(shown, birth, STATX_MASK, 0, 0);
  }

  // Times and owners

  final synchronized void accessed(Instant now) {
    atime = now;
  }

  /** Notes that the content changed, or the entries of a directory. */
  final synchronized void modified(Instant now) {
    mtime = now;
    ctime = now;
  }

  /** Notes that attributes changed. */
  final synchronized void changed(Instant now) {
    ctime = now;
  }

  /** Applies a SETATTR except for the size, which the file has changed already. */
  final synchronized void apply(AttributeUpdate update, Instant now) {
    if (update.dropsPrivileges() && FileMode.type(mode) != FileMode.DIRECTORY) {
      dropPrivileges(update.caller());
    }
    mode = update.mode(mode);
    uid = update.uid(uid);
    gid = update.gid(gid);
    atime = update.atime(atime, now);
    mtime = update.mtime(mtime, now);
    ctime = now;
  }

  /**
   * Clears what must not stay after somebody without CAP_FSETID changed the content, or anybody the
   * owner.
   */
  final synchronized void dropPrivileges(Caller caller) {
    boolean keepsGroup = FileMode.isSetGroupIdAlone(mode) && caller.keepsSetGroupId(gid);
    mode &= ~(FileMode.SET_USER_ID | (keepsGroup ? 0 : FileMode.SET_GROUP_ID));
    xattrs.dropCapability();
  }

  /** Clears file capabilities, which no change of the content survives (capabilities(7)). */
  final synchronized void dropCapability() {
    xattrs.dropCapability();
  }

  // Extended attributes

  /** Something done with the extended attributes. */
  interface XattrAction<T> {
    T on(Xattrs xattrs);
  }

  final synchronized <T> T xattrs(XattrAction<T> action) {
    return action.on(xattrs);
  }

  // Links and lookups

  /** Counts another name, or another subdirectory. */
  final synchronized void linked() {
    if (links >= MOST_LINKS) {
      throw new ErrnoException(Errno.EMLINK, "inode " + number + " has " + links + " links");
    }
    links++;
  }

  final synchronized void unlinked() {
    links--;
  }

  final synchronized void removed() {
    links = 0;
  }

  /** Counts a lookup by the kernel. */
  final synchronized void remember() {
    lookups++;
  }

  final synchronized long lookups() {
    return lookups;
  }

  final synchronized void forget(long count) {
    lookups = Math.max(0, lookups - count);
  }

  /** Counts the snapshots that refer to this inode. */
  final synchronized void keep(int change) {
    kept += change;
  }

  /** Whether neither a name nor the kernel nor a snapshot refers to this inode. */
  final synchronized boolean isGone() {
    return links == 0 && lookups == 0 && kept == 0;
  }

  // Snapshots

  /** What {@link #restore} needs. */
  record Metadata(
      int mode,
      int uid,
      int gid,
      int links,
      Instant atime,
      Instant mtime,
      Instant ctime,
      Map<XattrName, byte[]> xattrs) {}

  final synchronized Metadata metadata() {
    return new Metadata(mode, uid, gid, links, atime, mtime, ctime, xattrs.copy());
  }

  final synchronized void restore(Metadata metadata) {
    mode = metadata.mode();
    uid = metadata.uid();
    gid = metadata.gid();
    links = metadata.links();
    atime = metadata.atime();
    mtime = metadata.mtime();
    ctime = metadata.ctime();
    xattrs.replace(metadata.xattrs());
  }

  /** A FIFO, a socket or a device node, which the kernel serves by itself once it is open. */
  static final class SpecialFile extends Inode {
    private final int device;

    SpecialFile(long number, int mode, Owner owner, Instant now, int device) {
      super(number, mode, owner, 1, now);
      this.device = device;
    }

    @Override
    int device() {
      return device;
    }

    @Override
    long size() {
      return 0;
    }
  }

  /** A symbolic link; its permissions are always rwxrwxrwx, and mean nothing (symlink(7)). */
  static final class SymbolicLink extends Inode {
    private static final int MODE = FileMode.SYMBOLIC_LINK | 0777;

    private final LinkTarget target;

    SymbolicLink(long number, Owner owner, Instant now, LinkTarget target) {
      super(number, MODE, owner, 1, now);
      this.target = target;
    }

    LinkTarget target() {
      return target;
    }

    @Override
    long size() {
      return target.length();
    }
  }
}
