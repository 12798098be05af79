package org.fusefixture.backing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;

/** An inode as programs see it, and where it is on the disk. Guarded by the volume's lock. */
final class Inode {
  /**
   * An entry of a directory.
   *
   * @param type type bits of the mode
   * @param inode null while nobody has looked at it: it is on the disk under this name
   */
  record Child(int type, Inode inode) {}

  final NodeId nodeId;
  final int type;
  int permissions;
  int uid;
  int gid;
  int device;
  int links;
  Timestamp access = Timestamp.OMIT;
  Timestamp modify = Timestamp.OMIT;
  Timestamp change = Timestamp.OMIT;

  /** Of a symbolic link. */
  LinkTarget target;

  /** Of a regular file. */
  FileCache content;

  /** Of a directory; null while it was not read from the disk. */
  Map<FileName, Child> entries;

  /** Null while they were not read from the disk. */
  Map<LinuxPath, byte[]> xattrs;

  /** A name of it, for reports; the directory is null for the root and for what never had one. */
  Inode directory;

  FileName name;

  /** The inode on the disk, opened with O_PATH; null while it is in memory only. */
  Fd disk;

  /** It did not survive a power cut. */
  boolean gone;

  /** A directory that was removed while somebody has it open. */
  boolean removed;

  long lookups;
  int opened;

  Inode(NodeId nodeId, int type) {
    this.nodeId = nodeId;
    this.type = type;
  }

  boolean isDirectory() {
    return type == FileStatus.S_IFDIR;
  }

  boolean isFile() {
    return type == FileStatus.S_IFREG;
  }

  /** Whether no name leads to it. */
  boolean isUnnamed() {
    return isDirectory() ? removed : links <= 0;
  }

  /** A new directory has no entries, whatever the disk says. */
  Inode empty() {
    entries = isDirectory() ? new LinkedHashMap<>() : null;
    xattrs = new LinkedHashMap<>();
    return this;
  }

  /** The inode on the disk by a name of procfs, for system calls that need a path. */
  LinuxPath path() {
    return LinuxPath.of(disk);
  }

  void touch(Timestamp now) {
    modify = now;
    change = now;
  }

  long size() {
    return content != null ? content.size() : target != null ? target.length() : 0;
  }

  Attributes attributes() {
    return new Attributes(
        nodeId.value(),
        size(),
        (size() + 511) / 512,
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

  /** Relative to the root, by the name that it got last; empty if it has none. */
  String pathName() {
    if (directory == null) {
      return "";
    }
    String above = directory.pathName();
    return above.isEmpty() ? name.toString() : above + "/" + name;
  }
}
