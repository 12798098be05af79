package org.fusefixture.internal.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;
import org.fusefixture.report.UnansweredRequest;

/**
 * How far one request and its reply have come. An exchange ends, and serves the next request, when
 * both the worker's call into the filesystem has returned and the reply is sent, in either order:
 *
 * <pre>
 *   IDLE --begin--> SERVING --answered--> ANSWERED --returned--> IDLE, by the worker
 *                      `----returned----> OPEN -----answered---> IDLE, by the replying thread
 * </pre>
 */
final class Exchange {
  private static final int IDLE = 0;
  private static final int SERVING = 1;
  private static final int ANSWERED = 2;
  private static final int OPEN = 3;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Exchange.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Opcode opcode;
  private long nodeId;
  private volatile long receivedAt;
  private volatile long unique;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  /**
   * A request was received.
   *
   * @param time by {@link TraceRecorder#time}
   */
  void begin(Opcode operation, long request, long node, long time) {
    opcode = operation;
    nodeId = node;
    receivedAt = time;
    unique = request;
    STATE.setVolatile(this, SERVING);
  }

  /** The request needs no reply. */
  void withoutReply() {
    STATE.setVolatile(this, ANSWERED);
  }

  /**
   * The worker's call into the filesystem has returned.
   *
   * @return whether the exchange is over; otherwise it ends with its reply, and no longer belongs
   *     to the worker
   */
  boolean returned() {
    return !opcode.hasReply() || !STATE.compareAndSet(this, SERVING, OPEN);
  }

  /**
   * The reply is sent.
   *
   * @return whether the exchange is over; otherwise it ends when the worker's call returns
   */
  boolean answered() {
    return !STATE.compareAndSet(this, SERVING, ANSWERED);
  }

  /** The exchange is over. */
  void end() {
    STATE.setVolatile(this, IDLE);
  }

  /** Whether the request with this number is under way here, without a reply. */
  boolean isServing(long request) {
    int now = (int) STATE.getVolatile(this);
    return unique == request && (now == SERVING || now == OPEN);
  }

  /**
   * The request that is under way here, if it waits for a reply. While nothing is traced, its age
   * counts from the first call.
   */
  Optional<UnansweredRequest> unanswered() {
    int reached = (int) STATE.getVolatile(this);
    Opcode operation = opcode;
    if ((reached != SERVING && reached != OPEN) || operation == null || !operation.hasReply()) {
      return Optional.empty();
    }
    long now = System.nanoTime();
    if (receivedAt == TraceRecorder.NO_TIME) {
      receivedAt = now;
    }
    return Optional.of(
        new UnansweredRequest(
            new Unique(unique),
            operation,
            new NodeId(nodeId),
            Duration.ofNanos(Math.max(0, now - receivedAt))));
  }

  Opcode opcode() {
    return opcode;
  }

  long unique() {
    return unique;
  }

  long nodeId() {
    return nodeId;
  }

  /** When the request was received, by {@link TraceRecorder#time}. */
  long receivedAt() {
    return receivedAt;
  }
}
