package org.fusefixture.internal.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxSockets;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * The socket between the session and a program: requests go out by whoever serves them, a thread of
 * its own takes the replies to those who wait for them.
 */
final class Wire implements AutoCloseable {
  /** Room for the largest messages of both directions, several of them at a time. */
  private static final int SEND_BUFFER = 8 << 20;

  /** Where that is forbidden, one message must fit with what the kernel needs for itself. */
  private static final int OVERHEAD = 16 << 10;

  private static final int LARGEST_MESSAGE = (1 << 20) + 8192;
  private static final int INTERRUPT_SIZE = RequestHeader.SIZE + Long.BYTES;

  /** FUSE_INT_REQ_BIT of fs/fuse/dev.c (Linux 6.12): set in the number of an INTERRUPT. */
  private static final long INTERRUPT_BIT = 1;

  private static final long NOTIFICATION_MILLIS = 20;
  private static final int EAGAIN = -Errno.EAGAIN.number();
  private static final int ENOSYS = -Errno.ENOSYS.number();

  /** What the program did, for those who keep account. */
  interface Listener {
    /** A notification came; the message is from index 0 to the limit. */
    void notified(ByteBuffer message);

    /** A message came that answers no open request. */
    void stray(ByteBuffer message, int length);

    /** A reply cannot be put together, so that its request fails with EIO. */
    void unusable(String why);

    /** The program has closed its end, or died. */
    void ended();
  }

  private final LinuxSockets.Ends ends;
  private final int largestPayload;
  private final ThreadLocal<ByteBuffer> sendBuffers =
      ThreadLocal.withInitial(() -> LinuxMemory.allocatePages(LARGEST_MESSAGE));
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
  private final BlockingQueue<ByteBuffer> firstReply = new ArrayBlockingQueue<>(1);
  private volatile Consumer<ByteBuffer> initReply = firstReply::offer;
  private final Listener listener;
  private final Thread reader = new Thread(this::read, "relay-wire");
  private final ExecutorService notifier =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "relay-notifier");
            thread.setDaemon(true);
            return thread;
          });

  /** The start of a message that comes in pieces; empty at most times. */
  private final ByteBuffer pieces = LinuxMemory.allocatePages(LARGEST_MESSAGE);

  private volatile boolean closed;

  private record Pending(Opcode opcode, Reply reply) {}

  private Wire(LinuxSockets.Ends ends, int largestPayload, Listener listener) {
    this.ends = ends;
    this.largestPayload = largestPayload;
    this.listener = listener;
  }

  static Wire open(Listener listener) {
    LinuxSockets.Ends ends = LinuxSockets.messagePair();
    int room =
        Math.min(
            LinuxSockets.setSendBuffer(ends.ours(), SEND_BUFFER),
            LinuxSockets.setSendBuffer(ends.theirs(), SEND_BUFFER));
    int payload = Math.min(1 << 20, Integer.highestOneBit(Math.max(4096, room / 2 - OVERHEAD)));
    Wire wire = new Wire(ends, payload, listener);
    wire.reader.setDaemon(true);
    return wire;
  }

  /** The end for the program; closed here by {@link #start}, once it has its own copy. */
  OpenDescriptor theirs() {
    return ends.theirs();
  }

  /** Most bytes of a WRITE or a READ that the socket carries for sure. */
  int largestPayload() {
    return largestPayload;
  }

  /** The program has its end: its replies are read from now on. */
  void start() {
    ends.theirs().close();
    reader.start();
  }

  /**
   * Sends INIT and waits for the answer.
   *
   * @param message from index 0 to its limit
   * @return the whole reply; null after the limit, or when the program has gone
   */
  ByteBuffer initialize(ByteBuffer message, long millis) throws InterruptedException {
    if (!send(message, message.limit())) {
      return null;
    }
    ByteBuffer answer = firstReply.poll(millis, TimeUnit.MILLISECONDS);
    initReply = null;
    return answer == null || answer.limit() == 0 ? null : answer;
  }

  /** Passes a request on; the reply comes to {@code reply} later, where the operation has one. */
  void forward(Opcode opcode, Request request, Reply reply) {
    ByteBuffer message = sendBuffers.get().clear();
    request.copyTo(message);
    if (request instanceof WriteRequest write) {
      message.limit(message.position() + write.size());
      write.payload().read(message);
      message.putInt(0, message.position());
    }
    long unique = RequestHeader.unique(message);
    if (opcode.hasReply()) {
      pending.put(unique, new Pending(opcode, reply));
    }
    boolean sent = false;
    try {
      sent = send(message, message.position());
    } finally {
      if (!sent) { // mostly as the program has gone, and with it the connection
        pending.remove(unique);
      }
    }
  }

  /** Tells the program that the caller of a request got a signal. */
  void interrupt(long unique) {
    ByteBuffer message = sendBuffers.get().clear();
    for (int at = 0; at < INTERRUPT_SIZE; at += Long.BYTES) {
      message.putLong(at, 0);
    }
    message.putInt(0, INTERRUPT_SIZE).putInt(4, Opcode.INTERRUPT.number());
    message.putLong(8, unique | INTERRUPT_BIT).putLong(RequestHeader.SIZE, unique);
    send(message, INTERRUPT_SIZE);
  }

  /** Nothing is sent any more, and the program reads the end of the conversation. */
  void shutdown() {
    closed = true;
    try {
      LinuxSockets.shutdown(ends.ours());
    } catch (LinuxException e) {
      return; // ENOTCONN: the other end has gone
    }
  }

  @Override
  public void close() {
    shutdown();
    try {
      reader.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    notifier.shutdownNow();
    ends.theirs().close();
    if (!reader.isAlive()) {
      ends.ours().close();
    }
  }

  private boolean send(ByteBuffer message, int length) {
    long sent = LinuxFiles.tryWrite(ends.ours(), LinuxMemory.addressOf(message), length);
    if (sent == length) {
      return true;
    }
    if (sent == -Errno.EPIPE.number() || sent == -Errno.ECONNRESET.number() || closed) {
      return false;
    }
    throw new LinuxException("write", (int) -sent, ends.ours(), length + " bytes to the program");
  }

  private void read() {
    ByteBuffer message = LinuxMemory.allocatePages(LARGEST_MESSAGE);
    long address = LinuxMemory.addressOf(message);
    long length = LinuxFiles.tryRead(ends.ours(), address, LARGEST_MESSAGE);
    while (length > 0) {
      take(message, (int) length);
      length = LinuxFiles.tryRead(ends.ours(), address, LARGEST_MESSAGE);
    }
    firstReply.offer(ByteBuffer.allocate(0));
    if (!closed) {
      listener.ended();
    }
  }

  /**
   * A record of the socket is a message, or a piece of one: splice(2) into a socket makes a record
   * of each 16 buffers of the pipe (splice_to_socket of fs/splice.c, Linux 6.18), as libfuse does
   * for a long reply to READ with FUSE_CAP_SPLICE_WRITE. Only the first piece has a header.
   */
  private void take(ByteBuffer record, int length) {
    boolean whole = length >= ReplyHeader.SIZE && ReplyHeader.length(record) == length;
    boolean first =
        !whole
            && length >= ReplyHeader.SIZE
            && pending.containsKey(ReplyHeader.unique(record))
            && ReplyHeader.length(record) > length
            && ReplyHeader.length(record) <= LARGEST_MESSAGE;
    if (whole && (pieces.position() == 0 || isKnown(record))) {
      takeMessage(record, length);
    } else if (pieces.position() == 0 && first) {
      pieces.put(record.slice(0, length));
    } else if (pieces.position() == 0) {
      takeMessage(record, length);
    } else if (first || pieces.position() + length > ReplyHeader.length(pieces)) {
      mixed(first ? List.of(pieces, record) : List.of(pieces));
    } else {
      pieces.put(record.slice(0, length));
      if (pieces.position() == ReplyHeader.length(pieces)) {
        takeMessage(pieces, pieces.position());
        pieces.clear();
      }
    }
  }

  private boolean isKnown(ByteBuffer message) {
    long unique = ReplyHeader.unique(message);
    return unique == 0 || pending.containsKey(unique);
  }

  /** As fuse_dev_do_write of fs/fuse/dev.c (Linux 6.18) takes them. */
  private static boolean isAnswerToInterrupt(ByteBuffer message, long unique) {
    int error = ReplyHeader.error(message);
    return (unique & INTERRUPT_BIT) != 0 && (error == EAGAIN || error == ENOSYS);
  }

  /** Nobody can tell any more whose the next piece is. */
  private void mixed(List<ByteBuffer> starts) {
    for (ByteBuffer start : starts) {
      Pending waiting = pending.remove(ReplyHeader.unique(start));
      if (waiting != null) {
        refuse(
            waiting,
            "several replies came in pieces at the same time, because the program splices them into"
                + " its socket: tell it not to, for libfuse by -o no_splice_write, or to serve with"
                + " one thread (-s)");
      }
    }
    pieces.clear();
  }

  private void takeMessage(ByteBuffer message, int length) {
    if (length < ReplyHeader.SIZE || ReplyHeader.length(message) != length) {
      listener.stray(message, length);
      return;
    }
    long unique = ReplyHeader.unique(message);
    Consumer<ByteBuffer> first = initReply;
    if (unique == 0) {
      notify(message, length);
    } else if (first != null) {
      ByteBuffer copy = ByteBuffer.allocate(length).order(message.order());
      first.accept(copy.put(0, message, 0, length));
    } else {
      answer(message, length, unique);
    }
  }

  /**
   * A notification may wait in the kernel for a lock that a caller holds, whose reply is still to
   * be read here. So it gets a thread, and the replies behind it wait for a while only.
   */
  private void notify(ByteBuffer message, int length) {
    ByteBuffer copy = ByteBuffer.allocateDirect(length).order(message.order());
    copy.put(0, message, 0, length);
    Future<?> taken = notifier.submit(() -> listener.notified(copy));
    try {
      taken.get(NOTIFICATION_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return; // it goes on
    } catch (ExecutionException e) {
      listener.unusable("a notification failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(ByteBuffer message, int length, long unique) {
    Pending waiting = pending.remove(unique);
    if (waiting != null) {
      waiting.reply().passOn(message, length); // the session judges it
    } else if (isAnswerToInterrupt(message, unique)) {
      if (ReplyHeader.error(message) == EAGAIN && pending.containsKey(unique & ~INTERRUPT_BIT)) {
        interrupt(unique & ~INTERRUPT_BIT); // it had not seen the request yet
      }
    } else {
      listener.stray(message, length);
    }
  }

  private void refuse(Pending waiting, String why) {
    listener.unusable(waiting.opcode() + " " + waiting.reply().unique() + ": " + why);
    waiting.reply().failIfUnsent(waiting.reply().unique(), Errno.EIO);
  }
}
