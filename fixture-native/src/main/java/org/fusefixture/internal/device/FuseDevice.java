package org.fusefixture.internal.device;

import static org.fusefixture.internal.linux.LinuxFiles.FUSE_DEV_IOC_CLONE;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxPipes;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.splice.SplicePipe;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * One open file of /dev/fuse: a queue of requests under way, of its own where it is a clone. A
 * reply must go to the device that its request came from (fuse_request_find of fs/fuse/dev.c
 * searches one queue only). Receiving and sending is safe from several threads.
 */
public final class FuseDevice implements MessageSource, OpenDescriptor, AutoCloseable {
  /** Received nothing, but there may be more: try again. */
  public static final int AGAIN = 0;

  /** Received nothing, and nothing will come any more. */
  public static final int ENDED = -1;

  /**
   * The kernel could not hand over a message, and has answered it with EIO: it needed more buffers
   * than the pipe has, or memory was short; where that was short at once, nothing is lost, and the
   * message still waits. To be tried again.
   */
  public static final int LOST = -2;

  private static final int EAGAIN = -Errno.EAGAIN.number();
  private static final int EINVAL = -Errno.EINVAL.number();
  private static final int EIO = -Errno.EIO.number();
  private static final int ENOMEM = -Errno.ENOMEM.number();
  private static final int ENODEV = -Errno.ENODEV.number();
  private static final int ENOENT = -Errno.ENOENT.number();
  private static final int ENOTCONN = -Errno.ENOTCONN.number();
  private static final int EPERM = -Errno.EPERM.number();
  private static final int ECONNABORTED = -Errno.ECONNABORTED.number();
  private static final int MOST_ATTEMPTS = 10;
  private static final LinuxPath PATH = LinuxPath.of("/dev/fuse");

  private static final int STOPPED = 1 << 30;
  private static final long PAUSE_NANOS = 1_000_000;

  private final Fd fd;
  private final Fd sending;

  /** Number of messages on their way out, and the bit STOPPED. */
  private final AtomicInteger senders = new AtomicInteger();

  private FuseDevice(Fd fd, Fd sending) {
    this.fd = fd;
    this.sending = sending;
  }

  /** A device whose kernel is somebody else, who has the other ends. */
  static FuseDevice between(Fd receiving, Fd sending) {
    return new FuseDevice(receiving, sending);
  }

  /** Opens the device, for mount(2). */
  public static FuseDevice open() {
    Fd fd = LinuxPaths.open(PATH, OpenFlag.O_RDWR);
    return new FuseDevice(fd, fd);
  }

  /** Another queue of the same connection, which must be mounted (FUSE_DEV_IOC_CLONE). */
  public FuseDevice openClone() {
    FuseDevice clone = open();
    try (NativeBuffer source = NativeBuffer.allocate(Integer.BYTES)) {
      source.bytes().putInt(0, fd.descriptor());
      LinuxFiles.ioctl(clone, FUSE_DEV_IOC_CLONE, source.address());
      return clone;
    } catch (LinuxException e) {
      clone.close();
      throw e;
    }
  }

  @Override
  public int descriptor() {
    return fd.descriptor();
  }

  /**
   * Waits for a message and copies it into memory.
   *
   * @param target a direct buffer; the message starts at index 0
   * @return its size in bytes, or {@link #AGAIN} or {@link #ENDED}
   * @throws LinuxException EINVAL if the buffer has no room for the largest WRITE, with its headers
   */
  @Override
  public int receive(ByteBuffer target) {
    long result = LinuxFiles.tryRead(fd, LinuxMemory.addressOf(target), target.capacity());
    if (result <= 0 && isFatal((int) result)) {
      throw new LinuxException("read", (int) -result, this, target.capacity() + " bytes");
    }
    return received((int) result);
  }

  /**
   * Waits for a message and lets its pages into a pipe, which must be empty.
   *
   * @param most bytes of a message, not more than the pipe's capacity
   * @return its size in bytes, or {@link #AGAIN}, {@link #LOST} or {@link #ENDED}
   * @throws LinuxException EINVAL if the pipe has no room for the largest WRITE, with its headers
   */
  @Override
  public int receive(SplicePipe pipe, int most) {
    long result = pipe.load(fd, most);
    if (result <= 0 && isFatal((int) result)) {
      throw LinuxPipes.spliceFailed(this, pipe, most, result);
    }
    return received((int) result);
  }

  /** Sends a whole message; again where memory is short, as its request may still wait for it. */
  public Sent send(long address, int length) {
    if (!enter()) {
      return Sent.ENDED;
    }
    long result;
    try {
      result = LinuxFiles.tryWrite(sending, address, length);
      for (int more = MOST_ATTEMPTS - 1; result == ENOMEM && more > 0; more--) {
        result = LinuxFiles.tryWrite(sending, address, length);
      }
    } finally {
      leave();
    }
    return sent(result, "write", length);
  }

  /** Sends a whole message that is in a pipe; again where memory is short. */
  public Sent send(SplicePipe pipe, int length) {
    if (!enter()) {
      return Sent.ENDED;
    }
    long result;
    boolean again = false;
    try {
      result = pipe.move(sending, length);
      for (int more = MOST_ATTEMPTS - 1; result == ENOMEM && more > 0; more--) {
        again = true;
        result = pipe.move(sending, length);
      }
    } finally {
      leave();
    }
    if (again && result == EINVAL) {
      return Sent.GONE; // the kernel had taken it before, and has answered the caller with EIO
    }
    return sent(result, "splice", length);
  }

  /**
   * Lets no message out any more, and waits for those on their way. Until then the descriptor must
   * stay open: its number could already mean another file when a late reply is written to it.
   *
   * @return false after the limit
   */
  public boolean stopSending(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    senders.getAndUpdate(before -> before | STOPPED);
    while (senders.get() != STOPPED) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private boolean enter() {
    if ((senders.incrementAndGet() & STOPPED) == 0) {
      return true;
    }
    leave();
    return false;
  }

  private void leave() {
    senders.decrementAndGet();
  }

  @Override
  public void close() {
    fd.close();
    sending.close();
  }

  @Override
  public String toString() {
    return fd + " (/dev/fuse)";
  }

  /** As fuse_dev_do_read of fs/fuse/dev.c (Linux 6.18) returns. */
  private static int received(int result) {
    if (result > 0) {
      return result;
    }
    if (result == EIO || result == ENOMEM) {
      return LOST;
    }
    return isEnd(result) ? ENDED : AGAIN;
  }

  private static boolean isFatal(int result) {
    // EAGAIN: the device is non-blocking, and nothing is there.
    // ENOENT: the request was aborted while it was being copied out; the kernel has answered it.
    // EIO, ENOMEM: see LOST.
    return result != EAGAIN
        && result != ENOENT
        && result != EIO
        && result != ENOMEM
        && !isEnd(result);
  }

  private static boolean isEnd(int result) {
    // 0: end of file, which /dev/fuse never says.
    // ENODEV: unmounted, or aborted without FUSE_ABORT_ERROR.
    // ECONNABORTED: aborted through fusectl, with FUSE_ABORT_ERROR.
    return result == 0 || result == ENODEV || result == ECONNABORTED;
  }

  /** As fuse_dev_do_write of fs/fuse/dev.c (Linux 6.18) returns. */
  private Sent sent(long result, String call, int length) {
    if (result == length) {
      return Sent.ACCEPTED;
    }
    if (result == ENOENT) {
      // The request was interrupted before the server saw it, or aborted; nobody waits.
      return Sent.GONE;
    }
    if (result == ENODEV || result == ECONNABORTED || result == ENOTCONN || result == EPERM) {
      // EPERM: the device belongs to no connection (any more).
      return Sent.ENDED;
    }
    throw new LinuxException(
        call,
        result < 0 ? (int) -result : -EINVAL,
        this,
        length + " bytes" + (result < 0 ? "" : ", of which " + result + " were taken"));
  }
}
