package org.fusefixture.backing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.NodeTable;
import org.fusefixture.internal.passthrough.StatusTranslation;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.XattrName;

/**
 * An inode as programs see it; it is held where the disk has it too. Guarded by the volume's lock.
 */
final class CachedInode extends NodeTable.Node {
  private static final int SET_GROUP_ID = 02000;

  /**
   * An entry of a directory.
   *
   * @param type type bits of the mode
   * @param inode null until somebody looks at it: the disk has it under this name
   */
  record Child(int type, CachedInode inode) {}

  final int type;
  int permissions;
  int uid;
  int gid;
  int device;
  int links;
  TimeSpec access = TimeSpec.UNCHANGED;
  TimeSpec modify = TimeSpec.UNCHANGED;
  TimeSpec change = TimeSpec.UNCHANGED;

  /** Of a symbolic link. */
  LinkTarget target;

  /** Of a regular file. */
  FileCache content;

  /** Of a directory; null until they are read from the disk. */
  Map<FileName, Child> entries;

  /** Null until they are read from the disk. */
  Map<XattrName, byte[]> xattrs;

  /** Its names that somebody has looked at, for reports. */
  final Set<Transaction.Place> places = new LinkedHashSet<>();

  /** Of writing it back. */
  final FailureSequence failures = new FailureSequence();

  /** A power cut has lost it. */
  boolean gone;

  /** A directory that was removed while somebody has it open. */
  boolean removed;

  int opened;

  CachedInode(NodeId nodeId, int type) {
    super(nodeId);
    this.type = type;
  }

  /**
   * A new inode, in memory only and without a name. A set-group-ID directory passes its group on.
   */
  static CachedInode create(
      NodeId nodeId, int mode, Caller caller, CachedInode parent, DirtyPages dirty) {
    CachedInode inode = new CachedInode(nodeId, mode & Statx.S_IFMT);
    boolean inherits = (parent.permissions & SET_GROUP_ID) != 0;
    inode.permissions = mode & 07777 | (inherits && inode.isDirectory() ? SET_GROUP_ID : 0);
    inode.uid = caller.uid();
    inode.gid = inherits ? parent.gid : caller.gid();
    inode.access = now();
    inode.touch(inode.access);
    inode.entries = inode.isDirectory() ? new LinkedHashMap<>() : null;
    inode.xattrs = new LinkedHashMap<>();
    inode.content = inode.isFile() ? new FileCache(0, dirty) : null;
    return inode;
  }

  /** Takes over what the disk has; what is not read here is read when somebody asks for it. */
  void load(Statx status, DirtyPages dirty) {
    permissions = status.permissions();
    uid = status.uid();
    gid = status.gid();
    device = StatusTranslation.device(status);
    links = status.links();
    access = status.access();
    modify = status.modify();
    change = status.change();
    removed = false;
    entries = null;
    xattrs = null;
    if (isSymbolicLink() && target == null) {
      target = held().readlink();
    }
    if (isFile() && content == null) {
      content = new FileCache(status.size(), dirty);
    }
  }

  boolean isDirectory() {
    return type == Statx.S_IFDIR;
  }

  boolean isFile() {
    return type == Statx.S_IFREG;
  }

  boolean isSymbolicLink() {
    return type == Statx.S_IFLNK;
  }

  /** Whether it has a device number. */
  boolean isDevice() {
    return type == Statx.S_IFCHR || type == Statx.S_IFBLK;
  }

  /** Whether no name leads to it. */
  boolean isUnnamed() {
    return isDirectory() ? removed : links <= 0;
  }

  void touch(TimeSpec now) {
    modify = now;
    change = now;
  }

  static TimeSpec now() {
    return TimeSpec.of(Instant.now());
  }

  long size() {
    return content != null ? content.size() : target != null ? target.length() : 0;
  }

  /**
   * For replies.
   *
   * @param blocks in units of 512 bytes
   */
  Attributes attributes(long blocks) {
    return new Attributes(
        nodeId().value(),
        size(),
        blocks,
        access.toInstant(),
        modify.toInstant(),
        change.toInstant(),
        type | permissions,
        links,
        uid,
        gid,
        device,
        FileCache.PAGE,
        0);
  }

  /** Relative to the root, by one of its names; empty if it has none. */
  String pathName() {
    return places.stream().findFirst().map(Transaction.Place::pathName).orElse("");
  }
}
