package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.Unique;
import org.fusefixture.report.LateAccess;

/**
 * The payload of one WRITE at a time, together with what its messages arrive in.
 *
 * <pre>
 *   idle --lend--> borrowed --read, transferTo, discard--> consumed
 *                      |                                      |
 *                    reply                                  reply --> idle, used again
 *                      v
 *                  acknowledged: any access is late; the session retires it, with its memory or its
 *                  pipe, so that a late access still sees the bytes of its own request, or what has
 *                  become of them
 * </pre>
 */
abstract class BorrowedPayload implements Payload, AutoCloseable {
  /** The stack of a late access starts with frames of this class and of the watch. */
  private static final int MOST_FRAMES = 40;

  private final LateAccessWatch watch;
  private long unique;
  private long nodeId;
  private long offset;
  private int size;
  private volatile int consumed;
  private long replyEpoch;
  private int consumedBefore;
  private volatile boolean replied;
  private boolean late;
  private boolean closed;

  BorrowedPayload(LateAccessWatch watch) {
    this.watch = watch;
  }

  /** Receives a message: its size, or what {@link FuseDevice} says instead. */
  abstract int receive(MessageSource source);

  /**
   * Brings the start of the message that was received into a buffer.
   *
   * @param length how much of it, in bytes
   */
  abstract void head(ByteBuffer target, long targetAddress, int length);

  /**
   * The whole message from index 0, when {@code headLength} bytes of it are in the buffer for the
   * head. It is not a WRITE, and nothing of it stays here.
   */
  abstract ByteBuffer message(ByteBuffer head, long headAddress, int headLength, int length);

  /** Copies bytes to memory. */
  abstract int take(ByteBuffer target, int from, int count);

  /** Moves up to {@code count} bytes into a file; how many, at least one. */
  abstract int put(OpenDescriptor file, long at, int from, int count);

  /** Drops what remains of the message, whatever it is; afterwards another can be received. */
  abstract void reset();

  /** Gives back what the messages arrive in; nothing can be taken any more. */
  abstract void release();

  /** A WRITE was received, and its headers are taken out. */
  final void lend(long request, long node, long at, int bytes) {
    unique = request;
    nodeId = node;
    offset = at;
    size = bytes;
    consumed = 0;
    consumedBefore = 0;
    replied = false;
    late = false;
  }

  /** No WRITE is lent: what was received is something else. */
  final void keep() {
    size = 0;
    consumed = 0;
    replied = false;
  }

  /** The reply is about to be sent. */
  final void replied(boolean success) {
    if (remaining() > 0) {
      replyEpoch = watch.epoch();
      consumedBefore = consumed;
      if (success) {
        watch.expect(this);
      }
    }
    replied = true;
  }

  /** Whether all was consumed, so that nobody can want anything of it. */
  final boolean isSpent() {
    return remaining() == 0;
  }

  final long unique() {
    return unique;
  }

  final long nodeId() {
    return nodeId;
  }

  final long offset() {
    return offset;
  }

  /** Size and place, for messages. */
  final String extent() {
    return size + " bytes at " + Long.toUnsignedString(offset);
  }

  final long replyEpoch() {
    return replyEpoch;
  }

  final LateAccess lateAccess(LateAccess.Outcome outcome) {
    StackWalker walker = StackWalker.getInstance();
    String stack =
        walker.walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::toStackTraceElement)
                    .dropWhile(BorrowedPayload::isOurs)
                    .limit(MOST_FRAMES)
                    .map(StackTraceElement::toString)
                    .collect(Collectors.joining("\n")));
    return new LateAccess(
        new Unique(unique),
        new NodeId(nodeId),
        new Offset(offset),
        size,
        consumedBefore,
        outcome,
        Thread.currentThread().getName(),
        stack);
  }

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final int remaining() {
    return size - consumed;
  }

  @Override
  public final int read(ByteBuffer target) {
    int count = Math.min(target.remaining(), remaining());
    if (count == 0) {
      return 0;
    }
    boolean inTime = begin();
    synchronized (this) {
      requireOpen();
      try {
        count = take(target, consumed, Math.min(count, remaining()));
      } catch (RuntimeException failure) {
        throw failed(failure);
      }
      target.position(target.position() + count);
      consumed = consumed + count;
    }
    end(inTime);
    return count;
  }

  @Override
  public final int transferTo(OpenDescriptor file, Offset at) {
    int count = remaining();
    if (count == 0) {
      return 0;
    }
    boolean inTime = begin();
    synchronized (this) {
      requireOpen();
      count = remaining();
      long to = at.bytes() - consumed;
      while (remaining() > 0) {
        // One step after the other, so that the account is right where a step fails.
        try {
          consumed = consumed + put(file, to + consumed, consumed, remaining());
        } catch (RuntimeException failure) {
          throw failed(failure);
        }
      }
    }
    end(inTime);
    return count;
  }

  /** After its reply the payload is only forgotten: to empty a pipe is an access to its pages. */
  @Override
  public final void discard() {
    synchronized (this) {
      if (!closed && remaining() > 0) {
        if (!replied) {
          reset();
        }
        consumed = size;
      }
    }
    if (replied) {
      watch.settled(this);
    }
  }

  /** Nobody can take anything any more. */
  @Override
  public final void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        release();
      }
    }
    watch.settled(this);
  }

  @Override
  public final String toString() {
    return "WRITE "
        + Long.toUnsignedString(unique)
        + " (node "
        + Long.toUnsignedString(nodeId)
        + ", "
        + extent()
        + ")";
  }

  /** Whether the access begins before the reply. */
  private boolean begin() {
    if (!replied) {
      return true;
    }
    boolean first = !late;
    late = true;
    if (first) {
      watch.accessed(this);
    } else {
      watch.accessedAgain(this);
    }
    return false;
  }

  private void end(boolean inTime) {
    if (!replied) {
      return;
    }
    if (inTime) {
      watch.overtaken(this);
    }
    if (remaining() == 0) {
      watch.settled(this);
    }
  }

  /** An access has failed; a late one, which a kernel may refuse, is not waited for any longer. */
  private RuntimeException failed(RuntimeException failure) {
    if (replied) {
      watch.settled(this);
    }
    return failure;
  }

  private void requireOpen() {
    if (closed) {
      throw new ErrnoException(
          Errno.EIO,
          "the payload of "
              + this
              + " is gone: it was answered without being consumed, and the session has ended or"
              + " has retired too many of the kind since");
    }
  }

  private static boolean isOurs(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.equals(BorrowedPayload.class.getName())
        || name.equals(LateAccessWatch.class.getName());
  }
}
