package org.fusefixture.sample.mirror;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.protocol.FileHandle;

/** Open files and directories by handle. */
final class Handles {
  private final ConcurrentMap<Long, Fd> files = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, OpenDirectory> directories = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  FileHandle add(Fd file) {
    long handle = last.incrementAndGet();
    files.put(handle, file);
    return new FileHandle(handle);
  }

  FileHandle add(OpenDirectory directory) {
    long handle = last.incrementAndGet();
    directories.put(handle, directory);
    return new FileHandle(handle);
  }

  Fd file(FileHandle handle) {
    return require(files.get(handle.value()), handle);
  }

  OpenDirectory directory(FileHandle handle) {
    return require(directories.get(handle.value()), handle);
  }

  /** The descriptor of either. */
  Fd either(FileHandle handle) {
    OpenDirectory directory = directories.get(handle.value());
    return directory != null ? directory.descriptor() : file(handle);
  }

  void release(FileHandle handle) {
    Fd file = files.remove(handle.value());
    if (file != null) {
      file.close();
    }
    OpenDirectory directory = directories.remove(handle.value());
    if (directory != null) {
      directory.descriptor().close();
    }
  }

  void close() {
    files.keySet().forEach(handle -> release(new FileHandle(handle)));
    directories.keySet().forEach(handle -> release(new FileHandle(handle)));
  }

  private static <T> T require(T found, FileHandle handle) {
    if (found == null) {
      throw new ErrnoException(Errno.EBADF, "no open file " + handle);
    }
    return found;
  }
}
