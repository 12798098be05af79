package org.fusefixture.sample.memory;

import java.time.Instant;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.XattrName;

/**
 * What all kinds of files have: number, owner, permissions, times, links, extended attributes, and
 * the lookups that the kernel counts. Its monitor guards them, and is never held while another lock
 * is taken.
 */
abstract class Inode {
  /** STATX_BASIC_STATS and STATX_BTIME of statx(2). */
  private static final int STATX_MASK = 0x7ff | 0x800;

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

  /** Nothing refers to this inode any more. */
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

  final ExtendedAttributes extendedAttributes() {
    return new ExtendedAttributes(attributes(), birth, STATX_MASK, 0, 0);
  }

  // Times and owners

  final synchronized void accessed(Instant now) {
    atime = now;
  }

  /** The content changed, or the entries of a directory. */
  final synchronized void modified(Instant now) {
    mtime = now;
    ctime = now;
  }

  /** Attributes changed. */
  final synchronized void changed(Instant now) {
    ctime = now;
  }

  /** Applies a SETATTR but for the size, which the file itself has taken care of. */
  final synchronized void apply(AttributeUpdate update, Instant now) {
    if (update.dropsPrivileges() && FileMode.type(mode) != FileMode.DIRECTORY) {
      dropPrivileges(update.callerMayBelongTo(gid));
    }
    mode = update.mode(mode);
    uid = update.uid(uid);
    gid = update.gid(gid);
    atime = update.atime(atime, now);
    mtime = update.mtime(mtime, now);
    ctime = now;
  }

  /** Clears what must not survive a change of the content by somebody unprivileged. */
  final synchronized void dropPrivileges(boolean mayKeepGroup) {
    mode = FileMode.withoutSetIds(mode);
    if (!mayKeepGroup) {
      mode &= ~FileMode.SET_GROUP_ID;
    }
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

  /** Another name, or another subdirectory. */
  final synchronized void linked() {
    if (links >= Limits.LINKS) {
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

  /** The kernel was told of this inode. */
  final synchronized void remember() {
    lookups++;
  }

  final synchronized long lookups() {
    return lookups;
  }

  final synchronized void forget(long count) {
    lookups = Math.max(0, lookups - count);
  }

  /** A snapshot refers to this inode, or one does not any more. */
  final synchronized void keep(int change) {
    kept += change;
  }

  /** Neither a name nor the kernel nor a snapshot refers to this inode. */
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
}
