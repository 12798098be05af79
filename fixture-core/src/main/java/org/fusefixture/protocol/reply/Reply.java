package org.fusefixture.protocol.reply;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.Unique;

/**
 * The answer to one request, to be given exactly once, at any time and from any thread; it is
 * reused for the next request afterwards.
 *
 * <p>{@code struct fuse_out_header} of include/uapi/linux/fuse.h:
 *
 * <pre>
 *   offset  size  field
 *        0     4  len     whole message, in bytes
 *        4     4  error   0, or a negative error number
 *        8     8  unique
 *       16        body, absent with an error
 * </pre>
 */
public abstract class Reply {
  /** Size of {@code struct fuse_out_header}, in bytes. */
  public static final int HEADER_SIZE = 16;

  private static final int LENGTH_AT = 0;
  private static final int ERROR_AT = 4;
  private static final int UNIQUE_AT = 8;

  private static final VarHandle OPEN;

  static {
    try {
      OPEN = MethodHandles.lookup().findVarHandle(Reply.class, "open", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ReplyChannel channel;
  private ByteBuffer message;
  private long unique;

  @SuppressWarnings("unused") // through OPEN
  private volatile boolean open;

  /**
   * Makes this the answer to a request; called by the session before the request is dispatched.
   *
   * @param target where the reply goes
   * @param buffer room for the reply, in host byte order
   * @param request identifies the request
   */
  public final void open(ReplyChannel target, ByteBuffer buffer, long request) {
    channel = target;
    message = buffer;
    unique = request;
    open = true;
  }

  /** Whether the answer was given. */
  public final boolean isSent() {
    return !open;
  }

  /** The request that this answers. */
  public final Unique unique() {
    return new Unique(unique);
  }

  /**
   * Answers with an error.
   *
   * @throws IllegalStateException if the request was answered before
   */
  public final void fail(Errno errno) {
    close();
    putHeader(HEADER_SIZE, -errno.number());
    channel.send(message, HEADER_SIZE);
  }

  /** The whole message; the body starts at {@link #HEADER_SIZE}. Only before the reply is sent. */
  final ByteBuffer message() {
    return message;
  }

  /** Room for the body, in bytes. */
  final int capacity() {
    return message.capacity() - HEADER_SIZE;
  }

  /** Sends header and body. */
  final void complete(int bodySize) {
    if (bodySize > capacity()) {
      throw new IllegalArgumentException(
          "a reply body of " + bodySize + " bytes does not fit into " + capacity());
    }
    close();
    putHeader(HEADER_SIZE + bodySize, 0);
    channel.send(message, HEADER_SIZE + bodySize);
  }

  /** Claims the right to answer, for a reply that a subclass sends by itself. */
  final void close() {
    if (!OPEN.compareAndSet(this, true, false)) {
      throw new IllegalStateException(
          getClass().getSimpleName()
              + " for request "
              + Long.toUnsignedString(unique)
              + " was sent already");
    }
  }

  /** Gives the right to answer back, after a failure to send. */
  final void reopen() {
    open = true;
  }

  final ReplyChannel channel() {
    return channel;
  }

  final void putHeader(int length, int error) {
    message.putInt(LENGTH_AT, length);
    message.putInt(ERROR_AT, error);
    message.putLong(UNIQUE_AT, unique);
  }
}
