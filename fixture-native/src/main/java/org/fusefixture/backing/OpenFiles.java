package org.fusefixture.backing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;

/** Open files and directories by handle. */
final class OpenFiles {
  /** An open file or directory. */
  static final class OpenFile {
    final Inode inode;

    /** Number of power cuts before it was opened. */
    final long outage;

    /** What a directory lists, taken when it is read from its start. */
    volatile java.util.List<Map.Entry<FileName, Inode.Child>> listing = java.util.List.of();

    OpenFile(Inode inode, long outage) {
      this.inode = inode;
      this.outage = outage;
    }
  }

  private final ConcurrentMap<Long, OpenFile> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();
  private final Volume volume;

  OpenFiles(Volume volume) {
    this.volume = volume;
  }

  /** The inode was opened with {@link Volume#open}. */
  FileHandle add(Inode inode) {
    long handle = last.incrementAndGet();
    open.put(handle, new OpenFile(inode, volume.outages()));
    return new FileHandle(handle);
  }

  /** EIO for what was opened before the power was cut. */
  OpenFile get(FileHandle handle) {
    OpenFile file = open.get(handle.value());
    if (file == null) {
      throw new ErrnoException(Errno.EBADF, "no open file " + handle);
    }
    if (file.outage != volume.outages()) {
      throw new ErrnoException(Errno.EIO, "it was opened before the power was cut");
    }
    return file;
  }

  Inode inode(FileHandle handle) {
    return get(handle).inode;
  }

  void release(FileHandle handle) {
    OpenFile file = open.remove(handle.value());
    if (file != null) {
      volume.release(file.inode);
    }
  }
}
