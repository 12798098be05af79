package org.fusefixture.backing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.DirectoryEntry;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.FilesystemStatus;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxXattrs;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;

/** The real directory: what survives. Guarded by the volume's lock. */
final class Disk implements AutoCloseable {
  private static final int ITSELF = OpenFlag.O_PATH | OpenFlag.O_NOFOLLOW;
  private static final int BUFFER = 1 << 20;

  /** Not passed on: the kernel checks permissions by the mode alone, and would not honour them. */
  private static final String ACCESS_CONTROL = "system.posix_acl_";

  private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER);
  private final InodeTable inodes;
  private final PageCount count;

  Disk(InodeTable inodes, PageCount count) {
    this.inodes = inodes;
    this.count = count;
  }

  /** Starts with the directory itself. */
  Inode openRoot(Path directory) {
    Inode root = inodes.createRoot();
    root.disk = LinuxPaths.open(LinuxPath.of(directory), OpenFlag.O_PATH | OpenFlag.O_DIRECTORY);
    FileStatus status = LinuxPaths.status(root.disk);
    inodes.identify(root, status);
    load(root, status);
    return root;
  }

  /** The inode that has a name on the disk. */
  Inode open(Inode directory, FileName name) {
    Fd found = LinuxPaths.openat(directory.disk, LinuxPath.of(name), ITSELF, 0);
    FileStatus status = LinuxPaths.status(found);
    Inode known = inodes.find(status);
    if (known != null) {
      found.close();
      return known;
    }
    Inode inode = inodes.create(status.mode() & FileStatus.S_IFMT);
    inode.disk = found;
    inodes.identify(inode, status);
    load(inode, status);
    return inode;
  }

  /** What is on the disk is what programs see from now on; false if it is gone from there. */
  boolean reload(Inode inode) {
    FileStatus status = LinuxPaths.status(inode.disk);
    if (status.links() == 0) {
      return false;
    }
    load(inode, status);
    return true;
  }

  private void load(Inode inode, FileStatus status) {
    inode.permissions = status.permissions();
    inode.uid = status.uid();
    inode.gid = status.gid();
    // The low half of makedev(3) is what the kernel calls new_encode_dev (kdev_t.h).
    inode.device = (int) status.specialDevice();
    inode.links = status.links();
    inode.access = status.access();
    inode.modify = status.modify();
    inode.change = status.change();
    inode.removed = false;
    inode.entries = null;
    inode.xattrs = null;
    if (inode.type == FileStatus.S_IFLNK && inode.target == null) {
      inode.target = LinkTarget.of(LinuxPaths.readlinkat(inode.disk, LinuxPath.EMPTY).toBytes());
    }
    if (inode.isFile() && inode.content == null) {
      inode.content = new FileCache(status.size(), count);
    }
  }

  /** The entries of a directory. */
  Map<FileName, Inode.Child> list(Inode directory) {
    Map<FileName, Inode.Child> entries = new LinkedHashMap<>();
    try (Fd open = LinuxPaths.open(directory.path(), OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY)) {
      List<DirectoryEntry> some = LinuxPaths.readDirectory(open);
      while (!some.isEmpty()) {
        for (DirectoryEntry entry : some) {
          if (!entry.isDots()) {
            entries.put(
                FileName.of(entry.name().toBytes()), new Inode.Child(entry.type() << 12, null));
          }
        }
        some = LinuxPaths.readDirectory(open);
      }
    }
    return entries;
  }

  /** Extended attributes of an inode. */
  Map<LinuxPath, byte[]> xattrs(Inode inode) {
    Map<LinuxPath, byte[]> found = new LinkedHashMap<>();
    if (inode.type == FileStatus.S_IFLNK) {
      return found; // a path of procfs would lead to what it points to
    }
    try {
      for (String name : LinuxXattrs.list(inode.path(), true)) {
        if (!name.startsWith(ACCESS_CONTROL)) {
          LinuxPath key = LinuxPath.of(name);
          found.put(key, LinuxXattrs.get(inode.path(), true, key));
        }
      }
    } catch (LinuxException e) {
      if (!e.is(Errno.EOPNOTSUPP)) {
        throw e;
      }
    }
    return found;
  }

  /** What is done with a file of the disk. */
  interface Use<T> {
    T with(StoredFile file);
  }

  /** Does something with the file of an inode; with an empty one where it never had a name. */
  <T> T use(Inode inode, Use<T> use) {
    if (inode.disk == null) {
      return use.with(StoredFile.NONE);
    }
    try (DiskFile file = file(inode)) {
      return use.with(file);
    }
  }

  /** A regular file, to be closed; one that is not on the disk is empty. */
  DiskFile file(Inode inode) {
    return new DiskFile(inode, buffer);
  }

  /** Makes a change of names durable. */
  void apply(NameChange change) {
    if (change instanceof NameChange.Enter enter) {
      enter(enter.directory(), LinuxPath.of(enter.name()), enter.inode());
    } else if (change instanceof NameChange.Remove remove) {
      LinuxPaths.unlinkat(
          remove.directory().disk,
          LinuxPath.of(remove.name()),
          remove.isDirectory() ? LinuxPaths.AT_REMOVEDIR : 0);
    } else if (change instanceof NameChange.Move move) {
      LinuxPaths.renameat2(
          move.from().disk,
          LinuxPath.of(move.name()),
          move.to().disk,
          LinuxPath.of(move.newName()),
          move.flags());
    }
  }

  private void enter(Inode directory, LinuxPath name, Inode inode) {
    if (inode.disk != null) {
      LinuxPaths.linkat(
          Fd.WORKING_DIRECTORY, inode.path(), directory.disk, name, LinuxPaths.AT_SYMLINK_FOLLOW);
      return;
    }
    switch (inode.type) {
      case FileStatus.S_IFDIR -> LinuxPaths.mkdirat(directory.disk, name, 0700);
      case FileStatus.S_IFLNK ->
          LinuxPaths.symlinkat(LinuxPath.of(inode.target), directory.disk, name);
      default ->
          LinuxPaths.mknodat(
              directory.disk, name, inode.type | 0600, Integer.toUnsignedLong(inode.device));
    }
    inode.disk = LinuxPaths.openat(directory.disk, name, ITSELF, 0);
    inodes.identify(inode, LinuxPaths.status(inode.disk));
  }

  /** Makes truncations, owner, mode, extended attributes and times durable. */
  void writeAttributes(Inode inode) {
    if (inode.isFile() && inode.content.isTruncated()) {
      try (DiskFile file = file(inode)) {
        inode.content.applyTruncations(file);
      }
    }
    FileStatus status = LinuxPaths.status(inode.disk);
    if (status.uid() != inode.uid || status.gid() != inode.gid) {
      LinuxPaths.fchownat(
          inode.disk, LinuxPath.EMPTY, inode.uid, inode.gid, LinuxPaths.AT_EMPTY_PATH);
      status = LinuxPaths.status(inode.disk);
    }
    if (inode.type != FileStatus.S_IFLNK && status.permissions() != inode.permissions) {
      LinuxPaths.fchmodat(Fd.WORKING_DIRECTORY, inode.path(), inode.permissions);
    }
    writeXattrs(inode);
    writeTimes(inode);
  }

  private void writeXattrs(Inode inode) {
    if (inode.xattrs == null || inode.type == FileStatus.S_IFLNK) {
      return;
    }
    Map<LinuxPath, byte[]> there = xattrs(inode);
    for (LinuxPath name : new ArrayList<>(there.keySet())) {
      if (!inode.xattrs.containsKey(name)) {
        LinuxXattrs.remove(inode.path(), true, name);
      }
    }
    inode.xattrs.forEach(
        (name, value) -> {
          if (!java.util.Arrays.equals(there.get(name), value)) {
            LinuxXattrs.set(inode.path(), true, name, value, 0);
          }
        });
  }

  /** Makes the times durable, after the content. */
  void writeTimes(Inode inode) {
    LinuxPaths.utimensat(
        inode.disk, LinuxPath.EMPTY, inode.access, inode.modify, LinuxPaths.AT_EMPTY_PATH);
  }

  FilesystemStatus statistics(Inode inode) {
    return LinuxPaths.fstatfs(inode.disk);
  }

  @Override
  public void close() {
    inodes.all().forEach(inodes::remove);
    buffer.close();
  }
}
