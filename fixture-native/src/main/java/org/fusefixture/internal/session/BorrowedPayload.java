package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.Unique;
import org.fusefixture.report.LateAccess;

/**
 * The payload of one WRITE at a time, over what it arrived in.
 *
 * <pre>
 *   idle --lend--> borrowed --read, transferTo, discard--> consumed
 *                      |                                      |
 *                    reply                                  reply --> idle, used again
 *                      v
 *                  acknowledged: any access is late; the session retires it with its inbox, so that
 *                  a late access still sees the bytes of its own request, or what has become of them
 * </pre>
 */
final class BorrowedPayload implements Payload, AutoCloseable {
  private static final int MOST_FRAMES = 40;

  private final Inbox inbox;
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

  BorrowedPayload(Inbox inbox, LateAccessWatch watch) {
    this.inbox = inbox;
    this.watch = watch;
  }

  /** A WRITE was received; its headers are read. */
  void lend(long request, long node, long at, int bytes) {
    unique = request;
    nodeId = node;
    offset = at;
    size = bytes;
    consumed = 0;
    consumedBefore = 0;
    replied = false;
    late = false;
  }

  /** No WRITE is lent: another request was received. */
  void keep() {
    size = 0;
    consumed = 0;
    replied = false;
  }

  /** The reply is about to be sent. */
  void replied(boolean success) {
    if (remaining() > 0) {
      replyEpoch = watch.epoch();
      consumedBefore = consumed;
      if (success) {
        watch.expect(unique);
      }
    }
    replied = true;
  }

  /** Whether all was consumed, so that nobody can access it late. */
  boolean isSpent() {
    return remaining() == 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int remaining() {
    return size - consumed;
  }

  @Override
  public int read(ByteBuffer target) {
    int count = Math.min(target.remaining(), remaining());
    if (count == 0) {
      return 0;
    }
    boolean inTime = begin();
    synchronized (this) {
      requireOpen();
      try {
        count = Math.min(count, remaining());
        inbox.take(target, consumed, count);
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
  public int transferTo(OpenDescriptor file, Offset at) {
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
          consumed = consumed + inbox.put(file, to + consumed, consumed, remaining());
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
  public void discard() {
    synchronized (this) {
      if (!closed && remaining() > 0) {
        if (!replied) {
          inbox.reset();
        }
        consumed = size;
      }
    }
    if (replied) {
      watch.settled(unique);
    }
  }

  /** Nobody can take anything any more. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        inbox.release();
      }
    }
    watch.settled(unique);
  }

  @Override
  public boolean isInPipe() {
    return inbox.isPipe();
  }

  @Override
  public String toString() {
    return LateAccessWatch.describe(unique, nodeId, offset, size);
  }

  /** Whether the access begins before the reply. */
  private boolean begin() {
    if (!replied) {
      return true;
    }
    boolean first = !late;
    late = true;
    if (first) {
      watch.accessed(lateAccess(), replyEpoch);
    } else {
      watch.accessedAgain(unique, nodeId, offset, size);
    }
    return false;
  }

  private void end(boolean inTime) {
    if (!replied) {
      return;
    }
    if (inTime) {
      watch.overtaken(lateAccess());
    }
    if (remaining() == 0) {
      watch.settled(unique);
    }
  }

  /** An access has failed. Nobody waits any longer for a late one, which a kernel may refuse. */
  private RuntimeException failed(RuntimeException failure) {
    if (replied) {
      watch.settled(unique);
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

  /** A late access of the calling thread, now. */
  private LateAccess lateAccess() {
    String stack =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(StackWalker.StackFrame::toStackTraceElement)
                        .dropWhile(frame -> frame.getClassName().equals(getClass().getName()))
                        .limit(MOST_FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n")));
    return new LateAccess(
        new Unique(unique),
        new NodeId(nodeId),
        new Offset(offset),
        size,
        consumedBefore,
        LateAccess.Outcome.RECORDED,
        Thread.currentThread().getName(),
        stack);
  }
}
