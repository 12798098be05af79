package org.fusefixture.internal.linux;

import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * System calls on open files. Offsets and sizes are in bytes; addresses are those of {@link
 * NativeBuffer} or of {@link LinuxMemory#addressOf}.
 */
public final class LinuxFiles {
  /** fallocate(2) modes. */
  public static final int FALLOC_FL_KEEP_SIZE = 1;

  public static final int FALLOC_FL_PUNCH_HOLE = 2;
  public static final int FALLOC_FL_COLLAPSE_RANGE = 8;
  public static final int FALLOC_FL_ZERO_RANGE = 16;
  public static final int FALLOC_FL_INSERT_RANGE = 32;

  /** lseek(2) whence. */
  public static final int SEEK_SET = 0;

  public static final int SEEK_CUR = 1;
  public static final int SEEK_END = 2;
  public static final int SEEK_DATA = 3;
  public static final int SEEK_HOLE = 4;

  /** FUSE_DEV_IOC_CLONE, {@code _IOR(229, 0, uint32_t)} of include/uapi/linux/fuse.h. */
  public static final long FUSE_DEV_IOC_CLONE = 0x8004e500L;

  /** FIONREAD of include/uapi/asm-generic/ioctls.h. */
  public static final long FIONREAD = 0x541bL;

  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final LibC.FileFunctions C = SystemCall.bind(LibC.FileFunctions.class);
  private static final SystemCall.SixArguments COPY_FILE_RANGE = new SystemCall.SixArguments("copy_file_range");

  /**
   * Lets a descriptor that belongs to somebody else refer to another file: dup3(2) closes what it
   * referred to and keeps the number from being given to others, so that the owner closes his own.
   */
  public static void replace(int descriptor, OpenDescriptor file) {
    SystemCall.perform(
        "dup3",
        () -> C.dup3(file.descriptor(), descriptor, OpenFlag.O_CLOEXEC),
        file,
        "descriptor " + descriptor,
        "O_CLOEXEC");
  }

  /** read(2): number of bytes, 0 at the end, or -errno. */
  public static long tryRead(OpenDescriptor file, long address, long count) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.read(file.descriptor(), address, count));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /** write(2): number of bytes, or -errno. */
  public static long tryWrite(OpenDescriptor file, long address, long count) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.write(file.descriptor(), address, count));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /** pread(2): number of bytes, 0 at the end, or -errno. */
  public static long tryPread(OpenDescriptor file, long address, long count, long offset) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.pread(file.descriptor(), address, count, offset));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /** pwrite(2): number of bytes, or -errno. */
  public static long tryPwrite(OpenDescriptor file, long address, long count, long offset) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.pwrite(file.descriptor(), address, count, offset));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /**
   * readv(2): number of bytes, or -errno.
   *
   * @param vectors address of {@code struct iovec}: address (8), length (8), {@code count} times
   */
  public static long tryReadv(OpenDescriptor file, long vectors, int count) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.readv(file.descriptor(), vectors, count));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /**
   * writev(2): number of bytes, or -errno.
   *
   * @param vectors address of {@code struct iovec}: address (8), length (8), {@code count} times
   */
  public static long tryWritev(OpenDescriptor file, long vectors, int count) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.writev(file.descriptor(), vectors, count));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /** read(2): number of bytes, 0 at the end. */
  public static long read(OpenDescriptor file, long address, long count) {
    return check(tryRead(file, address, count), "read", file, count);
  }

  /** write(2): number of bytes, perhaps fewer than given. */
  public static long write(OpenDescriptor file, long address, long count) {
    return check(tryWrite(file, address, count), "write", file, count);
  }

  /** pread(2): number of bytes, 0 at the end. */
  public static long pread(OpenDescriptor file, long address, long count, long offset) {
    long result = tryPread(file, address, count, offset);
    return result < 0 ? fail(result, "pread", file, count, offset) : result;
  }

  /** pwrite(2): number of bytes, perhaps fewer than given. */
  public static long pwrite(OpenDescriptor file, long address, long count, long offset) {
    long result = tryPwrite(file, address, count, offset);
    return result < 0 ? fail(result, "pwrite", file, count, offset) : result;
  }

  /** As {@link #read}, but a signal that interrupts it makes it fail with EINTR. */
  public static long readOnce(OpenDescriptor file, long address, long count) {
    SystemCall.enterTransfer();
    long result = SystemCall.result(C.read(file.descriptor(), address, count));
    return check(result, "read", file, count);
  }

  /** As {@link #write}, but a signal that interrupts it makes it fail with EINTR. */
  public static long writeOnce(OpenDescriptor file, long address, long count) {
    SystemCall.enterTransfer();
    long result = SystemCall.result(C.write(file.descriptor(), address, count));
    return check(result, "write", file, count);
  }

  /** As {@link #pread}, but a signal that interrupts it makes it fail with EINTR. */
  public static long preadOnce(OpenDescriptor file, long address, long count, long offset) {
    SystemCall.enterTransfer();
    long result = SystemCall.result(C.pread(file.descriptor(), address, count, offset));
    return result < 0 ? fail(result, "pread", file, count, offset) : result;
  }

  /** As {@link #pwrite}, but a signal that interrupts it makes it fail with EINTR. */
  public static long pwriteOnce(OpenDescriptor file, long address, long count, long offset) {
    SystemCall.enterTransfer();
    long result = SystemCall.result(C.pwrite(file.descriptor(), address, count, offset));
    return result < 0 ? fail(result, "pwrite", file, count, offset) : result;
  }

  /** Reads until the count is reached or the file ends; number of bytes. */
  public static long preadFully(OpenDescriptor file, long address, long count, long offset) {
    long done = 0;
    while (done < count) {
      long result = pread(file, address + done, count - done, offset + done);
      if (result == 0) {
        break;
      }
      done += result;
    }
    return done;
  }

  /** Writes all bytes. */
  public static void pwriteFully(OpenDescriptor file, long address, long count, long offset) {
    long done = 0;
    while (done < count) {
      done += pwrite(file, address + done, count - done, offset + done);
    }
  }

  public static void fsync(OpenDescriptor file) {
    SystemCall.perform("fsync", () -> C.fsync(file.descriptor()), file);
  }

  public static void fdatasync(OpenDescriptor file) {
    SystemCall.perform("fdatasync", () -> C.fdatasync(file.descriptor()), file);
  }

  /** Writes back the whole filesystem that the file is on. */
  public static void syncfs(OpenDescriptor file) {
    SystemCall.perform("syncfs", () -> C.syncfs(file.descriptor()), file);
  }

  public static void ftruncate(OpenDescriptor file, long length) {
    SystemCall.perform("ftruncate", () -> C.ftruncate(file.descriptor(), length), file, length);
  }

  /**
   * fallocate(2).
   *
   * @param mode FALLOC_FL_* bits
   */
  public static void fallocate(OpenDescriptor file, int mode, long offset, long length) {
    SystemCall.perform(
        "fallocate",
        () -> C.fallocate(file.descriptor(), mode, offset, length),
        file,
        "mode 0x" + Integer.toHexString(mode),
        length + " bytes at " + offset);
  }

  /**
   * lseek(2).
   *
   * @param whence one of SEEK_*
   * @return the new position; ENXIO is thrown where SEEK_DATA or SEEK_HOLE find nothing
   */
  public static long lseek(OpenDescriptor file, long offset, int whence) {
    return SystemCall.perform(
        "lseek", () -> C.lseek(file.descriptor(), offset, whence), file, offset, whence);
  }

  /** copy_file_range(2) between positions; number of bytes, 0 at the end. */
  public static long copyFileRange(
      OpenDescriptor from, long fromOffset, OpenDescriptor to, long toOffset, long length) {
    try (NativeBuffer offsets = NativeBuffer.allocate(16)) {
      offsets.bytes().putLong(0, fromOffset).putLong(8, toOffset);
      return SystemCall.perform(
          "copy_file_range",
          () ->
              COPY_FILE_RANGE.invoke(
                  from.descriptor(),
                  offsets.address(),
                  to.descriptor(),
                  offsets.address() + 8,
                  length,
                  0),
          from + " at " + fromOffset + " -> " + to + " at " + toOffset,
          length + " bytes");
    }
  }

  /** F_GETFL: open flags. */
  public static int statusFlags(OpenDescriptor file) {
    return (int) fcntl("fcntl F_GETFL", file, F_GETFL, 0);
  }

  /** F_SETFL: O_APPEND, O_DIRECT, O_NOATIME and O_NONBLOCK can be changed. */
  public static void setStatusFlags(OpenDescriptor file, int flags) {
    fcntl("fcntl F_SETFL", file, F_SETFL, flags);
  }

  static long fcntl(String name, OpenDescriptor file, int command, long argument) {
    return SystemCall.perform(
        name, () -> C.fcntl(file.descriptor(), command, argument), file, argument);
  }

  static long tryFcntl(OpenDescriptor file, int command, long argument) {
    return SystemCall.result(C.fcntl(file.descriptor(), command, argument));
  }

  /**
   * ioctl(2).
   *
   * @param argument a number, or the address of what the request takes
   */
  public static long ioctl(OpenDescriptor file, long request, long argument) {
    return SystemCall.perform(
        "ioctl",
        () -> C.ioctl(file.descriptor(), request, argument),
        file,
        "0x" + Long.toHexString(request));
  }

  /**
   * flock(2).
   *
   * @param operation LOCK_SH 1, LOCK_EX 2, LOCK_UN 8, with LOCK_NB 4
   */
  public static void flock(OpenDescriptor file, int operation) {
    SystemCall.perform("flock", () -> C.flock(file.descriptor(), operation), file, operation);
  }

  /**
   * poll(2) of one file. A signal starts the time anew.
   *
   * @param events POLLIN 1, POLLPRI 2, POLLOUT 4
   * @param milliseconds -1 waits for ever
   * @return the events that are true, perhaps with POLLERR 8, POLLHUP 16, POLLNVAL 32; 0 when the
   *     time is over
   */
  public static int poll(OpenDescriptor file, int events, int milliseconds) {
    try (NativeBuffer descriptor = NativeBuffer.allocate(8)) {
      descriptor.bytes().putInt(0, file.descriptor()).putShort(4, (short) events);
      SystemCall.perform(
          "poll", () -> C.poll(descriptor.address(), 1, milliseconds), file, events, milliseconds);
      return Short.toUnsignedInt(descriptor.bytes().getShort(6));
    }
  }

  /**
   * eventfd(2).
   *
   * @param flags EFD_SEMAPHORE 1, EFD_NONBLOCK 04000, EFD_CLOEXEC 02000000
   */
  public static Fd eventfd(int initial, int flags) {
    return Fd.owned(
        (int) SystemCall.perform("eventfd", () -> C.eventfd(initial, flags), initial, flags));
  }

  /** Not restarted on EINTR: the descriptor is gone by then. */
  static void close(int descriptor) {
    SystemCall.enter();
    long result = SystemCall.result(C.close(descriptor));
    if (result < 0 && result != -Errno.EINTR.number()) {
      throw new LinuxException("close", (int) -result, "fd " + descriptor);
    }
  }

  private static long check(long result, String call, OpenDescriptor file, long count) {
    if (result < 0) {
      throw new LinuxException(call, (int) -result, file, count + " bytes");
    }
    return result;
  }

  private static long fail(long result, String call, OpenDescriptor file, long count, long offset) {
    throw new LinuxException(call, (int) -result, file, count + " bytes at " + offset);
  }

  private LinuxFiles() {}
}
