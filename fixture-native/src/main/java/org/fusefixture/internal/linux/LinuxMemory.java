package org.fusefixture.internal.linux;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.protocol.OpenDescriptor;

/** Memory: mmap(2) and what belongs to it. Sizes are in bytes. */
public final class LinuxMemory {
  public static final int PROT_NONE = 0;
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int MAP_SHARED = 1;
  public static final int MAP_PRIVATE = 2;
  public static final int MAP_FIXED = 0x10;
  public static final int MAP_ANONYMOUS = 0x20;
  public static final int MAP_POPULATE = 0x8000;
  public static final int MADV_DONTNEED = 4;
  public static final int MADV_REMOVE = 9;
  public static final int MADV_DONTFORK = 10;
  public static final int MADV_HUGEPAGE = 14;
  public static final int MADV_NOHUGEPAGE = 15;

  /** Since Linux 6.1. */
  public static final int MADV_COLLAPSE = 25;

  public static final int MS_ASYNC = 1;
  public static final int MS_INVALIDATE = 2;
  public static final int MS_SYNC = 4;

  private static final LibC.MemoryFunctions C = SystemCall.bind(LibC.MemoryFunctions.class);
  private static final SystemCall.SixArguments MMAP = new SystemCall.SixArguments("mmap");

  /** Zeroed memory, private or shared with children. */
  public static NativeBuffer mapAnonymous(long size, boolean shared) {
    return map(
        size,
        PROT_READ | PROT_WRITE,
        MAP_ANONYMOUS | (shared ? MAP_SHARED : MAP_PRIVATE),
        -1,
        "anonymous",
        0);
  }

  /**
   * Maps a file.
   *
   * @param offset a multiple of the page size
   * @param protection PROT_* bits
   * @param shared changes reach the file
   */
  public static NativeBuffer map(
      OpenDescriptor file, long offset, long size, int protection, boolean shared) {
    return map(
        size,
        protection,
        shared ? MAP_SHARED : MAP_PRIVATE,
        file.descriptor(),
        file.toString(),
        offset);
  }

  /**
   * Zeroed memory of this process alone that starts at a multiple of a power of two.
   *
   * @param alignment in bytes, at least the page size
   */
  public static NativeBuffer mapAligned(long size, long alignment) {
    if (Long.bitCount(alignment) != 1 || alignment < LinuxProcesses.pageSize()) {
      throw new IllegalArgumentException(
          "alignment (" + alignment + ") must be a power of two and at least a page");
    }
    NativeBuffer all = mapAnonymous(size + alignment, false);
    long start = (all.address() + alignment - 1) & -alignment;
    long before = start - all.address();
    long page = LinuxProcesses.pageSize();
    long end = (start + size + page - 1) & -page;
    if (before > 0) {
      unmap(all.address(), before);
    }
    long after = ((all.address() + all.size() + page - 1) & -page) - end;
    if (after > 0) {
      unmap(end, after);
    }
    return new NativeBuffer(start, size);
  }

  /**
   * Takes the pages of a range away, as munmap(2) does, and keeps the addresses from being given to
   * others: mmap(2) with MAP_FIXED discards what was mapped there. Any access to the range ends the
   * process by SIGSEGV, or the system call with EFAULT.
   *
   * @param offset a multiple of the page size, from the start of the memory
   */
  public static void unmapReserved(NativeBuffer memory, long offset, long length) {
    long result =
        SystemCall.result(
            MMAP.invoke(
                memory.address() + offset,
                length,
                PROT_NONE,
                MAP_ANONYMOUS | MAP_PRIVATE | MAP_FIXED,
                -1,
                0));
    if (result < 0 && result > -4096) {
      throw new LinuxException(
          "mmap", (int) -result, "MAP_FIXED, PROT_NONE", length + " bytes at " + offset);
    }
  }

  /**
   * Takes a mapping that belongs to somebody else off its file: mmap(2) with MAP_FIXED puts zeros
   * in its place, for its owner to read, write and unmap.
   *
   * @param address of the first byte, as in /proc/self/maps
   */
  public static void replace(long address, long length) {
    long result =
        SystemCall.result(
            MMAP.invoke(
                address,
                length,
                PROT_READ | PROT_WRITE,
                MAP_ANONYMOUS | MAP_PRIVATE | MAP_FIXED,
                -1,
                0));
    if (result < 0 && result > -4096) {
      throw new LinuxException(
          "mmap",
          (int) -result,
          "MAP_FIXED | MAP_ANONYMOUS",
          length + " bytes at 0x" + Long.toHexString(address));
    }
  }

  public static void protect(NativeBuffer memory, int protection) {
    protect(memory, 0, memory.size(), protection);
  }

  /**
   * mprotect(2).
   *
   * @param offset a multiple of the page size, from the start of the memory
   */
  public static void protect(NativeBuffer memory, long offset, long length, int protection) {
    SystemCall.perform(
        "mprotect",
        () -> C.mprotect(memory.address() + offset, length, protection),
        length + " bytes at " + offset,
        protection);
  }

  /**
   * madvise(2).
   *
   * @param offset a multiple of the page size, from the start of the memory
   */
  public static void advise(NativeBuffer memory, long offset, long length, int advice) {
    SystemCall.perform(
        "madvise",
        () -> C.madvise(memory.address() + offset, length, advice),
        length + " bytes",
        advice);
  }

  /**
   * msync(2).
   *
   * @param offset a multiple of the page size, from the start of the memory
   */
  public static void sync(NativeBuffer memory, long offset, long length, int flags) {
    SystemCall.perform(
        "msync",
        () -> C.msync(memory.address() + offset, length, flags),
        length + " bytes at " + offset,
        flags);
  }

  /** mlock(2). */
  public static void lock(NativeBuffer memory) {
    SystemCall.perform(
        "mlock", () -> C.mlock(memory.address(), memory.size()), memory.size() + " bytes");
  }

  /** munlock(2). */
  public static void unlock(NativeBuffer memory) {
    SystemCall.perform(
        "munlock", () -> C.munlock(memory.address(), memory.size()), memory.size() + " bytes");
  }

  /**
   * Garbage-collected memory that starts at a page and is in host byte order: whoever keeps a view
   * of it for too long does not crash the process.
   */
  public static ByteBuffer allocatePages(int size) {
    int page = LinuxProcesses.pageSize();
    return ByteBuffer.allocateDirect(size + 2 * page) // an aligned slice is cut at both ends
        .alignedSlice(page)
        .slice(0, size)
        .order(ByteOrder.nativeOrder());
  }

  /** Where a direct buffer's first byte (index 0) is. The buffer must stay reachable meanwhile. */
  public static long addressOf(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new IllegalArgumentException(
          "the kernel needs memory that does not move: a direct buffer, not one on the heap");
    }
    return MemoryIO.getInstance().getDirectBufferAddress(direct);
  }

  static void unmap(long address, long size) {
    SystemCall.perform("munmap", () -> C.munmap(address, size), size + " bytes");
  }

  private static NativeBuffer map(
      long size, int protection, int flags, int fd, String what, long offset) {
    if (size < 1) {
      throw new IllegalArgumentException("size (" + size + ") must be positive");
    }
    long address = SystemCall.result(MMAP.invoke(0, size, protection, flags, fd, offset));
    if (address < 0 && address > -4096) {
      throw new LinuxException(
          "mmap",
          (int) -address,
          what,
          size + " bytes at " + offset,
          "protection " + protection,
          "flags 0x" + Integer.toHexString(flags));
    }
    return new NativeBuffer(address, size);
  }

  private LinuxMemory() {}
}
