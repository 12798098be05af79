package org.fusefixture.backing;

import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;

/** A regular file of the real directory, opened when it is needed. */
final class DiskFile implements StoredFile, AutoCloseable {
  private final Inode inode;
  private final NativeBuffer buffer;
  private Fd opened;

  DiskFile(Inode inode, NativeBuffer buffer) {
    this.inode = inode;
    this.buffer = buffer;
  }

  private Fd file() {
    if (opened == null) {
      opened = LinuxPaths.open(inode.path(), OpenFlag.O_RDWR);
    }
    return opened;
  }

  @Override
  public long size() {
    return LinuxPaths.status(inode.disk).size();
  }

  @Override
  public int read(long at, byte[] target, int from, int length) {
    int done = 0;
    while (done < length) {
      int step = (int) Math.min(buffer.size(), length - done);
      int got = (int) LinuxFiles.preadFully(file(), buffer.address(), step, at + done);
      buffer.bytes().get(0, target, from + done, got);
      done += got;
      if (got < step) {
        return done;
      }
    }
    return done;
  }

  @Override
  public void write(long at, byte[] bytes, int from, int length) {
    for (int done = 0; done < length; ) {
      int step = (int) Math.min(buffer.size(), length - done);
      buffer.bytes().put(0, bytes, from + done, step);
      LinuxFiles.pwriteFully(file(), buffer.address(), step, at + done);
      done += step;
    }
  }

  @Override
  public void truncate(long size) {
    LinuxFiles.ftruncate(file(), size);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
