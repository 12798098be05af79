package org.fusefixture.protocol.reply;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.Unique;

/**
 * The answer to one request, to be given exactly once, at any time and from any thread; it is
 * reused for the next request afterwards.
 */
public abstract class Reply {
  static final int HEADER_SIZE = ReplyHeader.SIZE;

  /** No request has this number: the kernel counts upwards in twos from 2 (fs/fuse/dev.c). */
  private static final long NONE = -1;

  private static final VarHandle OWED;

  static {
    try {
      OWED = MethodHandles.lookup().findVarHandle(Reply.class, "owed", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ReplyShape shape;

  @SuppressWarnings("NullAway.Init") // no answer to anything yet
  private Channel channel;

  @SuppressWarnings("NullAway.Init")
  private ByteBuffer message;

  private long unique;

  /** The request that waits for its answer, so that a late claim never takes the next request's. */
  private volatile long owed = NONE;

  Reply(ReplyShape shape) {
    this.shape = shape;
  }

  /**
   * Makes this the answer to a request; called by the session before the request is dispatched.
   *
   * @param target where the reply goes
   * @param buffer room for the reply, in host byte order
   * @param request identifies the request
   */
  public final void open(Channel target, ByteBuffer buffer, long request) {
    if (request == NONE) {
      throw new IllegalArgumentException(
          "no request is numbered " + Long.toUnsignedString(request));
    }
    channel = Objects.requireNonNull(target);
    message = Objects.requireNonNull(buffer);
    unique = request;
    opened();
    owed = request;
  }

  /** {@return what a successful reply carries} */
  public final ReplyShape shape() {
    return shape;
  }

  /** Forgets what the answer to an earlier request left behind. */
  void opened() {}

  /** {@return whether the answer was given} */
  public final boolean isSent() {
    return owed == NONE;
  }

  /** {@return the request that this answers} */
  public final Unique unique() {
    return new Unique(unique);
  }

  /**
   * Answers with an error.
   *
   * @param errno what the caller gets
   * @throws IllegalStateException if the request was answered before
   */
  public final void fail(Errno errno) {
    close();
    sendError(errno);
  }

  /**
   * Answers with an error, unless the request was answered before, perhaps by another thread at
   * this very moment, and even if this reply serves another request by now.
   *
   * @param errno what the caller gets
   * @param request that is to fail
   * @return whether this call answered it
   */
  public final boolean failIfUnsent(Unique request, Errno errno) {
    if (request.value() == NONE || !OWED.compareAndSet(this, request.value(), NONE)) {
      return false;
    }
    sendError(errno);
    return true;
  }

  /**
   * Answers with a reply that was made elsewhere, as it is, but for bytes that the kernel has no
   * room for; it must be one to this request.
   *
   * @param whole the reply from index 0, header included
   * @param length its size in bytes
   * @return false if the request was answered before
   */
  public final boolean passOn(ByteBuffer whole, int length) {
    ByteBuffer room = message;
    if (!OWED.compareAndSet(this, ReplyHeader.unique(whole), NONE)) {
      return false;
    }
    int size = Math.min(length, room.capacity());
    room.put(0, whole, 0, size);
    channel.send(room, size);
    return true;
  }

  private void sendError(Errno errno) {
    putHeader(HEADER_SIZE, -errno.number());
    channel.send(message, HEADER_SIZE);
  }

  /**
   * The whole message; the body starts at {@link #HEADER_SIZE}.
   *
   * @throws IllegalStateException if the reply was sent: its room may belong to another by now
   */
  final ByteBuffer message() {
    if (isSent()) {
      throw alreadySent();
    }
    return message;
  }

  /** Makes sure that a body fits. */
  final void requireRoom(int bodySize) {
    if (bodySize < 0 || bodySize > capacity()) {
      throw new IllegalArgumentException(
          "a reply body of " + bodySize + " bytes does not fit into " + capacity());
    }
  }

  static void requireValidity(Duration validity) {
    EntryLayout.requireValidity(validity);
  }

  /** Room for the body, in bytes. */
  final int capacity() {
    return message().capacity() - HEADER_SIZE;
  }

  /** Sends header and body. */
  final void complete(int bodySize) {
    requireRoom(bodySize);
    close();
    putHeader(HEADER_SIZE + bodySize, 0);
    channel.send(message, HEADER_SIZE + bodySize);
  }

  /** Claims the right to answer, for a reply that a subclass sends by itself. */
  final void close() {
    if (owed == NONE || !OWED.compareAndSet(this, unique, NONE)) {
      throw alreadySent();
    }
  }

  private IllegalStateException alreadySent() {
    return new IllegalStateException(describe() + " was sent already");
  }

  private String describe() {
    return getClass().getSimpleName() + " for request " + Long.toUnsignedString(unique);
  }

  /** Makes an answer possible again after a failure to send. */
  final void reopen() {
    owed = unique;
  }

  final Channel channel() {
    return channel;
  }

  final void putHeader(int length, int error) {
    ReplyHeader.put(message, length, error, unique);
  }

  /** Takes finished replies to the kernel; the session's side of a {@link Reply}. */
  public interface Channel {
    /**
     * Sends a whole reply.
     *
     * @param message the reply from index 0, header included
     * @param length its size in bytes
     */
    void send(ByteBuffer message, int length);

    /**
     * Sends a reply whose body is still in a file, without a copy through memory where the session
     * can do that.
     *
     * @param message the header of the reply at index 0; its length field is still to be set, as
     *     the file may end early
     * @param file where the body is read
     * @param at position in the file of the first byte
     * @param size most bytes to send
     * @throws org.fusefixture.errno.ErrnoException if the file cannot be read; no reply was sent
     *     then
     */
    void send(ByteBuffer message, OpenDescriptor file, Offset at, int size);
  }

  /** Stands for the reply of requests that have none. */
  public static final class None extends Reply {

    /** A reply that can carry an error only. */
    public None() {
      super(ReplyShape.NONE);
    }
  }
}
