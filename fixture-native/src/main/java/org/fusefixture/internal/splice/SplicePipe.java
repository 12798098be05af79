package org.fusefixture.internal.splice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxPipes;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * Both ends of one pipe, and the account of what is in it. Its bytes go in by {@code load} and
 * {@code write} and come out by {@code read}, {@code move} and {@code discard}, in order:
 *
 * <pre>
 *   load(/dev/fuse)        | header WRITE-structure | page | page | ... |
 *   read(80 bytes)         | page | page | ... |      the payload stays behind
 *   move(file) or read     | |                        verified empty by the account
 * </pre>
 *
 * <p>Methods return a number of bytes or {@code -errno}, and allocate nothing. After any error the
 * account is in doubt, as the kernel may have taken or left bytes; {@link #recover()} settles it.
 * Both ends are non-blocking: nobody but the owner fills a pipe, so waiting for it would last for
 * ever.
 *
 * <p>Used by one thread at a time.
 */
public final class SplicePipe implements AutoCloseable {
  private static final int FLAGS = LinuxPipes.SPLICE_F_MOVE | LinuxPipes.SPLICE_F_NONBLOCK;

  /** Takes bytes without looking at them: splicing into it only drops references to pages. */
  private static final class Sink {
    private static final Fd NULL = LinuxPaths.open(LinuxPath.of("/dev/null"), OpenFlag.O_WRONLY);
  }

  private final Fd readEnd;
  private final Fd writeEnd;
  private final ByteBuffer position;
  private final long positionAddress;
  private int capacity;
  private long in;
  private long out;
  private boolean inDoubt;

  private SplicePipe(LinuxPipes.Ends ends) {
    readEnd = ends.read();
    writeEnd = ends.write();
    position = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    positionAddress = LinuxMemory.addressOf(position);
    capacity = LinuxPipes.size(writeEnd);
  }

  /** A pipe of the system's usual capacity, 16 pages. */
  public static SplicePipe open() {
    return new SplicePipe(LinuxPipes.pipe(OpenFlag.O_NONBLOCK));
  }

  /** Asks for a capacity of at least so many bytes; whether it was granted. */
  public boolean grow(int bytes) {
    if (bytes <= capacity) {
      return true;
    }
    int granted = LinuxPipes.trySetSize(writeEnd, bytes);
    if (granted > 0) {
      capacity = granted;
    }
    return granted >= bytes;
  }

  /** In bytes. */
  public int capacity() {
    return capacity;
  }

  /** Number of bytes inside, by the account. */
  public long held() {
    return in - out;
  }

  /** Whether the account says for sure that nothing is inside. */
  public boolean isVerifiedEmpty() {
    return !inDoubt && in == out;
  }

  /**
   * As {@link #isVerifiedEmpty}, but asks the kernel where the account does not say so. Never
   * touches what is inside.
   */
  public boolean verifyEmpty() {
    if (!isVerifiedEmpty() && LinuxPipes.available(readEnd) == 0) {
      in = 0;
      out = 0;
      inDoubt = false;
    }
    return isVerifiedEmpty();
  }

  /** Splices from something without positions, like a device; up to {@code count} bytes. */
  public long load(OpenDescriptor from, long count) {
    return entered(LinuxPipes.trySplice(from, 0, writeEnd, 0, count, LinuxPipes.SPLICE_F_MOVE));
  }

  /**
   * Splices from a file.
   *
   * @param at position of the first byte
   * @return number of bytes, 0 at the end of the file, fewer than asked for where the pipe is full
   */
  public long load(OpenDescriptor from, long at, long count) {
    position.putLong(0, at);
    return entered(LinuxPipes.trySplice(from, positionAddress, writeEnd, 0, count, FLAGS));
  }

  /** Copies from memory into the pipe. */
  public long write(long address, long count) {
    return entered(LinuxFiles.tryWrite(writeEnd, address, count));
  }

  /** Copies from the pipe into memory. */
  public long read(long address, long count) {
    return left(LinuxFiles.tryRead(readEnd, address, count));
  }

  /** Splices into something without positions, like a device. */
  public long move(OpenDescriptor to, long count) {
    return left(LinuxPipes.trySplice(readEnd, 0, to, 0, count, LinuxPipes.SPLICE_F_MOVE));
  }

  /**
   * Splices into a file.
   *
   * @param at position of the first byte
   */
  public long move(OpenDescriptor to, long at, long count) {
    position.putLong(0, at);
    return left(
        LinuxPipes.trySplice(readEnd, 0, to, positionAddress, count, LinuxPipes.SPLICE_F_MOVE));
  }

  /** Drops all that is inside, without reading it; whether the pipe is verified empty then. */
  public boolean discard() {
    while (held() > 0 && !inDoubt) {
      if (left(LinuxPipes.trySplice(readEnd, 0, Sink.NULL, 0, held(), FLAGS)) <= 0) {
        inDoubt = true;
      }
    }
    return isVerifiedEmpty();
  }

  /**
   * Settles the account after an error: drops what FIONREAD finds. Whether the pipe is verified
   * empty then; if not, it is to be closed, never used again.
   */
  public boolean recover() {
    if (!inDoubt) {
      return discard();
    }
    int found = LinuxPipes.available(readEnd);
    while (found > 0) {
      if (LinuxPipes.trySplice(readEnd, 0, Sink.NULL, 0, found, FLAGS) <= 0) {
        return false;
      }
      found = LinuxPipes.available(readEnd);
    }
    in = 0;
    out = 0;
    inDoubt = false;
    return true;
  }

  @Override
  public void close() {
    writeEnd.close();
    readEnd.close();
  }

  @Override
  public String toString() {
    return "pipe " + readEnd + "/" + writeEnd + " of " + capacity + " bytes, " + held() + " held";
  }

  private long entered(long result) {
    if (result > 0) {
      in += result;
    } else if (result < 0) {
      inDoubt = true;
    }
    return result;
  }

  private long left(long result) {
    if (result > 0) {
      out += result;
    } else if (result < 0) {
      inDoubt = true;
    }
    return result;
  }
}
