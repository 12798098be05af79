package org.fusefixture.internal.passthrough;

import static org.fusefixture.internal.passthrough.HeldInode.call;
import static org.fusefixture.internal.passthrough.HeldInode.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.Dirent;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;

/**
 * An open file or directory of the real directory. Methods that bear the name of a system call fail
 * with its error.
 */
public final class OpenInode implements AutoCloseable {
  private final Fd descriptor;

  /** Entries of a directory that were read and not yet taken. */
  private final Deque<Dirent> ahead = new ArrayDeque<>(0);

  /** Cookie after which they start. */
  private long position;

  OpenInode(Fd descriptor) {
    this.descriptor = descriptor;
  }

  public Fd descriptor() {
    return descriptor;
  }

  /**
   * Lists a directory after a cookie. Cookies are those of the real filesystem. An error after
   * entries were taken ends the listing; it is thrown when that goes on. For what was taken counts
   * as looked up, and must reach the kernel.
   *
   * @param visitor returns whether it took the entry; if not, the listing ends before it
   */
  public synchronized void list(long cookie, Predicate<Dirent> visitor) {
    if (cookie == 0 || cookie != position) {
      lseek(cookie, LinuxFiles.SEEK_SET);
      ahead.clear();
      position = cookie;
    }
    boolean taken = false;
    while (fill(taken) && visitor.test(ahead.element())) {
      position = ahead.remove().offset();
      taken = true;
    }
  }

  private boolean fill(boolean taken) {
    if (ahead.isEmpty()) {
      try {
        ahead.addAll(call(() -> LinuxPaths.readDirectory(descriptor)));
      } catch (ErrnoException e) {
        if (!taken) {
          throw e;
        }
      }
    }
    return !ahead.isEmpty();
  }

  public void fsync() {
    run(() -> LinuxFiles.fsync(descriptor));
  }

  public void fdatasync() {
    run(() -> LinuxFiles.fdatasync(descriptor));
  }

  public void syncfs() {
    run(() -> LinuxFiles.syncfs(descriptor));
  }

  public long lseek(long offset, int whence) {
    return call(() -> LinuxFiles.lseek(descriptor, offset, whence));
  }

  public void ftruncate(long size) {
    run(() -> LinuxFiles.ftruncate(descriptor, size));
  }

  public void fallocate(int mode, long offset, long length) {
    run(() -> LinuxFiles.fallocate(descriptor, mode, offset, length));
  }

  /** copy_file_range(2) from this file; number of bytes copied. */
  public long copyFileRange(long offset, OpenInode to, long toOffset, long length) {
    return call(
        () -> LinuxFiles.copyFileRange(descriptor, offset, to.descriptor, toOffset, length));
  }

  /** Reads into memory by pread(2) until the end of the file; number of bytes read. */
  public long preadFully(long address, long count, long offset) {
    return call(() -> LinuxFiles.preadFully(descriptor, address, count, offset));
  }

  /** Writes all of some memory by pwrite(2). */
  public void pwriteFully(long address, long count, long offset) {
    run(() -> LinuxFiles.pwriteFully(descriptor, address, count, offset));
  }

  @Override
  public void close() {
    run(descriptor::close);
  }
}
