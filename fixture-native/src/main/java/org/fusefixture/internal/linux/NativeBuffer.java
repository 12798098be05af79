package org.fusefixture.internal.linux;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory outside the heap that belongs to its maker: page-aligned, from mmap(2), given back by
 * {@link #close()}. Views must not be used after that: the process would end by SIGSEGV.
 */
public final class NativeBuffer implements AutoCloseable {
  private final long address;
  private final long size;
  private final ByteBuffer bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  NativeBuffer(long address, long size) {
    this.address = address;
    this.size = size;
    this.bytes =
        size > Integer.MAX_VALUE
            ? null
            : MemoryIO.getInstance()
                .newDirectByteBuffer(address, (int) size)
                .order(ByteOrder.nativeOrder());
  }

  /** Zeroed memory of this process alone, of which pages exist once they are touched. */
  public static NativeBuffer allocate(long size) {
    return LinuxMemory.mapAnonymous(size, false);
  }

  /** Where it starts. */
  public long address() {
    if (closed.get()) {
      throw new IllegalStateException("this memory of " + size + " bytes was given back");
    }
    return address;
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** All of it, in host byte order; always the same view, so use absolute positions. */
  public ByteBuffer bytes() {
    address();
    if (bytes == null) {
      throw new IllegalStateException(
          size + " bytes do not fit into one ByteBuffer: use bytes(offset, size)");
    }
    return bytes;
  }

  /** A new view of a part, in host byte order. */
  public ByteBuffer bytes(long offset, int length) {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new IndexOutOfBoundsException(
          length + " bytes at " + offset + " of memory that has " + size);
    }
    return MemoryIO.getInstance()
        .newDirectByteBuffer(address() + offset, length)
        .order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LinuxMemory.unmap(address, size);
    }
  }
}
