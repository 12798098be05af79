package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.Sent;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.internal.wire.NotificationCode;
import org.fusefixture.internal.wire.NotificationEncoder;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.request.SessionRequest;
import org.fusefixture.trace.TraceEvent;

/** Sends notifications through a device of the session; any device will do. */
final class DeviceNotifier implements Notifier {
  private static final System.Logger LOG = System.getLogger(DeviceNotifier.class.getName());

  private final FuseDevice device;
  private final TraceRecorder trace;

  /** Retrievals that wait for their NOTIFY_REPLY, by a number of the server's choice. */
  private final ConcurrentHashMap<Long, CompletableFuture<ByteBuffer>> retrievals =
      new ConcurrentHashMap<>();

  /** Far from the numbers that a program chooses for its own retrievals. */
  private final AtomicLong numbers = new AtomicLong(1L << 62);

  DeviceNotifier(FuseDevice device, TraceRecorder trace) {
    this.device = device;
    this.trace = trace;
  }

  @Override
  public void invalidateInode(NodeId node, Offset offset, long length) {
    send(NotificationEncoder.invalidateInode(node, offset, length));
  }

  @Override
  public void invalidateEntry(NodeId directory, FileName name) {
    send(NotificationEncoder.invalidateEntry(directory, name, false));
  }

  @Override
  public void expireEntry(NodeId directory, FileName name) {
    send(NotificationEncoder.invalidateEntry(directory, name, true));
  }

  @Override
  public void delete(NodeId directory, NodeId child, FileName name) {
    send(NotificationEncoder.delete(directory, child, name));
  }

  @Override
  public void store(NodeId node, Offset offset, ByteBuffer bytes) {
    send(NotificationEncoder.store(node, offset, bytes));
  }

  @Override
  public CompletableFuture<ByteBuffer> retrieve(NodeId node, Offset offset, int size) {
    CompletableFuture<ByteBuffer> result = new CompletableFuture<>();
    long number = numbers.getAndIncrement();
    retrievals.put(number, result);
    try {
      send(NotificationEncoder.retrieve(number, node, offset, size));
    } catch (RuntimeException e) {
      retrievals.remove(number);
      throw e;
    }
    return result;
  }

  @Override
  public void wakePoll(long pollHandle) {
    send(NotificationEncoder.poll(pollHandle));
  }

  @Override
  public void resend() {
    send(NotificationEncoder.resend());
  }

  @Override
  public void incrementEpoch() {
    send(NotificationEncoder.incrementEpoch());
  }

  @Override
  public void prune(Set<NodeId> nodes) {
    send(NotificationEncoder.prune(nodes));
  }

  /** The kernel has answered a retrieval; false if it is none of this notifier's. */
  boolean retrieved(SessionRequest.NotifyReply reply) {
    CompletableFuture<ByteBuffer> result = retrievals.remove(reply.unique().value());
    if (result == null) {
      return false;
    }
    ByteBuffer content = reply.content();
    ByteBuffer copy = ByteBuffer.allocate(content.remaining());
    return result.complete(copy.put(content).flip());
  }

  /**
   * Passes a notification on that was made elsewhere; what the kernel says to it is traced only.
   *
   * @param message the whole message, from index 0 to its limit
   */
  void pass(ByteBuffer message) {
    try {
      send(message);
    } catch (ErrnoException e) {
      LOG.log(System.Logger.Level.DEBUG, "the kernel refused a notification of a program", e);
    }
  }

  /** The session is over: fails the retrievals that still wait. */
  void close() {
    for (Long number : retrievals.keySet()) {
      CompletableFuture<ByteBuffer> result = retrievals.remove(number);
      if (result != null) {
        result.completeExceptionally(
            new IllegalStateException("the session ended before the kernel answered"));
      }
    }
  }

  private void send(ByteBuffer message) {
    trace.event(TraceEvent.Kind.NOTIFICATION, 0, 0, 0, -1, message.remaining(), describe(message));
    try {
      Sent sent = device.send(LinuxMemory.addressOf(message), message.remaining());
      switch (sent) {
        case ACCEPTED -> {}
        case GONE ->
            throw new ErrnoException(
                Errno.ENOENT, "the kernel does not know the inode or the name (any more)");
        case ENDED -> throw ended();
      }
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }

  private static String describe(ByteBuffer message) {
    int number = message.getInt(message.position() + Integer.BYTES);
    return Stream.of(NotificationCode.values())
            .filter(code -> code.number() == number)
            .map(NotificationCode::name)
            .findFirst()
            .orElse("code " + number)
        + ", "
        + message.remaining()
        + " bytes";
  }

  private static ErrnoException ended() {
    return new ErrnoException(Errno.ENODEV, "the session is over");
  }
}
