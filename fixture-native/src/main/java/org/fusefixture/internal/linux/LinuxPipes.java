package org.fusefixture.internal.linux;

import org.fusefixture.protocol.OpenDescriptor;

/** Pipes and splice(2). Sizes are in bytes. */
public final class LinuxPipes {
  public static final int SPLICE_F_MOVE = 1;
  public static final int SPLICE_F_NONBLOCK = 2;
  public static final int SPLICE_F_MORE = 4;
  public static final int SPLICE_F_GIFT = 8;

  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;
  private static final LibC.PipeFunctions C = SystemCall.bind(LibC.PipeFunctions.class);
  private static final SystemCall.SixArguments SPLICE = new SystemCall.SixArguments("splice");

  /** The two ends of a new pipe. */
  public record Ends(Fd read, Fd write) {}

  /**
   * pipe2(2); O_CLOEXEC is added.
   *
   * @param flags O_NONBLOCK, O_DIRECT
   */
  public static Ends pipe(int flags) {
    int[] ends = new int[2];
    SystemCall.perform("pipe2", () -> C.pipe2(ends, flags | OpenFlag.O_CLOEXEC), flags);
    return new Ends(Fd.owned(ends[0]), Fd.owned(ends[1]));
  }

  /** F_GETPIPE_SZ. */
  public static int size(OpenDescriptor pipe) {
    return (int) LinuxFiles.fcntl("fcntl F_GETPIPE_SZ", pipe, F_GETPIPE_SZ, 0);
  }

  /**
   * F_SETPIPE_SZ: the new size, rounded up to a power of two of pages; or -errno, EPERM above
   * fs.pipe-max-size without CAP_SYS_RESOURCE (pipe(7)).
   */
  public static int trySetSize(OpenDescriptor pipe, int size) {
    return (int) LinuxFiles.tryFcntl(pipe, F_SETPIPE_SZ, size);
  }

  /** FIONREAD: number of bytes in a pipe. */
  public static int available(OpenDescriptor pipe) {
    try (NativeBuffer count = NativeBuffer.allocate(Integer.BYTES)) {
      LinuxFiles.ioctl(pipe, LinuxFiles.FIONREAD, count.address());
      return count.bytes().getInt(0);
    }
  }

  /**
   * splice(2): number of bytes, 0 at the end, or -errno.
   *
   * @param fromOffset address of a 64-bit position that is used and advanced, or 0
   * @param toOffset likewise
   * @param flags SPLICE_F_*
   */
  public static long trySplice(
      OpenDescriptor from,
      long fromOffset,
      OpenDescriptor to,
      long toOffset,
      long length,
      int flags) {
    long result;
    do {
      SystemCall.enterTransfer();
      result =
          SystemCall.result(
              SPLICE.invoke(
                  from.descriptor(), fromOffset, to.descriptor(), toOffset, length, flags));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /**
   * splice(2).
   *
   * @throws LinuxException with both descriptors and the length
   */
  public static long splice(
      OpenDescriptor from,
      long fromOffset,
      OpenDescriptor to,
      long toOffset,
      long length,
      int flags) {
    long result = trySplice(from, fromOffset, to, toOffset, length, flags);
    if (result < 0) {
      throw spliceFailed(from, to, length, result);
    }
    return result;
  }

  /** What {@link #trySplice} failed with, as an exception. */
  public static LinuxException spliceFailed(Object from, Object to, long length, long result) {
    return new LinuxException("splice", (int) -result, from + " -> " + to, length + " bytes");
  }

  /**
   * vmsplice(2): number of bytes, or -errno.
   *
   * @param vectors address of {@code struct iovec}: address (8), length (8), {@code count} times
   */
  public static long tryVmsplice(OpenDescriptor pipe, long vectors, long count, int flags) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.vmsplice(pipe.descriptor(), vectors, count, flags));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  /** tee(2): number of bytes, 0 where the pipe is empty and nobody writes, or -errno. */
  public static long tryTee(OpenDescriptor from, OpenDescriptor to, long length, int flags) {
    long result;
    do {
      SystemCall.enterTransfer();
      result = SystemCall.result(C.tee(from.descriptor(), to.descriptor(), length, flags));
    } while (SystemCall.isInterrupted(result));
    return result;
  }

  private LinuxPipes() {}
}
