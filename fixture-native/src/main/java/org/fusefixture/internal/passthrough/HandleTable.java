package org.fusefixture.internal.passthrough;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileHandle;

/**
 * Open files and directories by handle. A handle is never used twice.
 *
 * @param <T> what is kept of an open file
 */
public final class HandleTable<T> {
  private final ConcurrentMap<Long, T> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  public FileHandle add(T file) {
    long handle = last.incrementAndGet();
    open.put(handle, file);
    return new FileHandle(handle);
  }

  /** What a handle stands for; EBADF if nothing. */
  public T get(FileHandle handle) {
    T file = open.get(handle.value());
    if (file == null) {
      throw new ErrnoException(Errno.EBADF, "no open file " + handle);
    }
    return file;
  }

  public Optional<T> remove(FileHandle handle) {
    return Optional.ofNullable(open.remove(handle.value()));
  }

  /** Removes all. */
  public List<T> clear() {
    List<T> removed = List.copyOf(open.values());
    open.clear();
    return removed;
  }
}
