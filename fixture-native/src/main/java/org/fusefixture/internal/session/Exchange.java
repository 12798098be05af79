package org.fusefixture.internal.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.report.UnansweredRequest;
import org.fusefixture.trace.TraceKind;

/**
 * One request and its reply, with all that they need: views per opcode, memory for headers and for
 * a short reply, the payload. Used again when both the worker's call into the filesystem has
 * returned and the reply is sent, in whichever order:
 *
 * <pre>
 *   IDLE --begin--> SERVING --reply--> ANSWERED --call returns--> IDLE, by the worker
 *                      `--call returns--> OPEN --reply--> IDLE, by the replying thread
 * </pre>
 */
final class Exchange implements Reply.Channel, InterceptedRequest {
  /** Room for headers and names; longer messages stay in the payload's memory. */
  static final int HEAD_SIZE = 8192;

  private static final int IDLE = 0;
  private static final int SERVING = 1;
  private static final int ANSWERED = 2;
  private static final int OPEN = 3;
  private static final int OPCODES = Opcode.values().length;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Exchange.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Conversation conversation;
  private final BorrowedPayload payload;
  private final ByteBuffer head = LinuxMemory.allocatePages(HEAD_SIZE);
  private final long headAddress = LinuxMemory.addressOf(head);
  private final ByteBuffer shortReply = LinuxMemory.allocatePages(HEAD_SIZE);
  private final long shortReplyAddress = LinuxMemory.addressOf(shortReply);
  private final Request[] requests = new Request[OPCODES];
  private final Reply[] replies = new Reply[OPCODES];

  /** For the reply at hand, where the short one has not enough room. */
  private ByteBuffer longReply;

  private FuseDevice device;
  private Opcode opcode;
  private long nodeId;
  private boolean lending;
  private Request request;

  /** Gets the reply to the request at hand; null where nobody intercepts it. */
  private RequestInterceptor interceptor;

  private RequestInterceptor ownInterceptor;
  private volatile long receivedAt;
  private volatile long unique;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  Exchange(Conversation conversation, BorrowedPayload payload) {
    this.conversation = conversation;
    this.payload = payload;
  }

  BorrowedPayload payload() {
    return payload;
  }

  ByteBuffer head() {
    return head;
  }

  long headAddress() {
    return headAddress;
  }

  /** A request was received, and its headers are in {@link #head()}. */
  void begin(FuseDevice from, Opcode operation, long request, long node) {
    device = from;
    opcode = operation;
    nodeId = node;
    lending = false;
    interceptor = null;
    receivedAt = System.nanoTime();
    unique = request;
    STATE.setVolatile(this, SERVING);
  }

  /** The payload belongs to the request. */
  void lend() {
    lending = true;
  }

  /** The view for a request of this kind; the same one each time. */
  Request request(Opcode kind) {
    Request view = requests[kind.ordinal()];
    if (view == null) {
      view = kind.newRequest(conversation.parameters());
      requests[kind.ordinal()] = view;
    }
    request = view;
    return view;
  }

  /**
   * The reply for a request of this kind, open; the same one each time.
   *
   * @param room bytes that its body may need
   */
  Reply reply(Opcode kind, int room) {
    Reply reply = replies[kind.ordinal()];
    if (reply == null) {
      reply = kind.newReply();
      replies[kind.ordinal()] = reply;
    }
    ByteBuffer target = shortReply;
    if (ReplyHeader.SIZE + room > HEAD_SIZE) {
      longReply = conversation.storage().takeMemory();
      target = longReply;
    }
    target.clear();
    reply.open(this, target, unique);
    return reply;
  }

  /** The one that intercepts requests of this exchange; the same one each time. */
  RequestInterceptor interceptor(Dispatcher dispatcher) {
    if (ownInterceptor == null) {
      ownInterceptor = conversation.interceptor().intercept(this, dispatcher);
    }
    return ownInterceptor;
  }

  @Override
  public void interceptReply(RequestInterceptor from) {
    interceptor = from;
  }

  /** Whether this is the request, and it is not answered. */
  boolean isServing(long request) {
    int now = (int) STATE.getVolatile(this);
    return unique == request && (now == SERVING || now == OPEN);
  }

  /** What is unanswered here, or null. */
  UnansweredRequest unanswered() {
    int now = (int) STATE.getVolatile(this);
    Opcode operation = opcode;
    if ((now != SERVING && now != OPEN) || operation == null || !operation.hasReply()) {
      return null;
    }
    return new UnansweredRequest(
        new Unique(unique),
        operation,
        new NodeId(nodeId),
        Duration.ofNanos(System.nanoTime() - receivedAt));
  }

  /**
   * The worker's call into the filesystem has returned.
   *
   * @return whether the exchange is through; otherwise it ends with its reply, and no longer
   *     belongs to the worker
   */
  boolean returned() {
    return !opcode.hasReply() || !STATE.compareAndSet(this, SERVING, OPEN);
  }

  @Override
  public void serveElsewhere(Runnable serving) {
    replyElsewhere(
        () -> {
          serving.run();
          if (returned()) {
            conversation.exchanges().ended(this);
          }
        });
  }

  @Override
  public void replyElsewhere(Runnable replying) {
    conversation.watch().enter();
    try {
      replying.run();
    } finally {
      conversation.watch().leave();
    }
  }

  /** The request turned out to need no reply. */
  void withoutReply() {
    STATE.setVolatile(this, ANSWERED);
  }

  /** Makes this ready for the next request; false if it is to be retired because of its payload. */
  boolean finish() {
    if (longReply != null) {
      conversation.storage().give(longReply);
      longReply = null;
    }
    STATE.setVolatile(this, IDLE);
    if (!lending) {
      return true;
    }
    if (!payload.isSpent()) {
      return false;
    }
    payload.keep();
    return true;
  }

  /** When the request was received, in nanoseconds of {@link System#nanoTime}. */
  long receivedAt() {
    return receivedAt;
  }

  @Override
  public void send(ByteBuffer message, int length) {
    if (lending) {
      payload.replied(!ReplyHeader.isError(message));
    }
    if (interceptor == null) {
      deliver(message, length, true);
    } else {
      interceptor.answered(message, length);
    }
  }

  @Override
  public void deliver(ByteBuffer message, int length, boolean sound) {
    account(message, length, sound);
    conversation.interceptor().replying(opcode, request, message, length);
    try {
      if (sound) {
        conversation.transmit(
            this, device, addressOf(message), length, ReplyHeader.isError(message));
      } else {
        sendUnsound(message, length);
      }
      if (interceptor != null) {
        interceptor.replied(message, length);
      }
    } finally {
      answered();
    }
  }

  @Override
  public void sendUnsound(ByteBuffer message, int length) {
    conversation.transmitUnsound(device, addressOf(message), length);
  }

  @Override
  public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
    int most = Math.min(size, message.capacity() - ReplyHeader.SIZE);
    long address = addressOf(message);
    if (interceptor != null && interceptor.seesReply()) {
      send(message, FileReplies.load(message, address, file, at.bytes(), most));
      return;
    }
    trace(message, ReplyHeader.SIZE + most, true);
    try {
      conversation.transmitFile(this, device, message, address, file, at.bytes(), most);
      if (interceptor != null) {
        interceptor.replied(message, ReplyHeader.SIZE);
      }
    } catch (ErrnoException e) {
      throw e; // not sent: the filesystem answers in another way
    } catch (RuntimeException e) {
      answered();
      throw e;
    }
    answered();
  }

  @Override
  public Opcode opcode() {
    return opcode;
  }

  @Override
  public long nodeId() {
    return nodeId;
  }

  @Override
  public long unique() {
    return unique;
  }

  @Override
  public SessionParameters parameters() {
    return conversation.parameters();
  }

  @Override
  public long repliesSent() {
    return conversation.counters().replies.get();
  }

  @Override
  public boolean isTraced() {
    return conversation.trace().isOn();
  }

  @Override
  public void traceFault(long offset, long size, String detail) {
    conversation
        .trace()
        .event(TraceKind.FAULT, opcode.number(), unique, nodeId, offset, size, detail);
  }

  @Override
  public boolean receiveNextThrough(UnaryOperator<MessageSource> decorator) {
    return Worker.receiveNextThrough(decorator);
  }

  private long addressOf(ByteBuffer message) {
    return message == shortReply ? shortReplyAddress : LinuxMemory.addressOf(message);
  }

  /** Before the kernel has the reply, so that what it does because of it comes later. */
  private void account(ByteBuffer message, int length, boolean sound) {
    trace(message, length, false);
    if (interceptor != null) {
      conversation.lookups().lost(); // the kernel may get another reply than the filesystem gave
    } else if (sound && !ReplyHeader.isError(message)) {
      conversation.lookups().replied(opcode, message, length);
    }
  }

  private void trace(ByteBuffer message, int length, boolean fromFile) {
    conversation
        .trace()
        .reply(opcode.number(), unique, nodeId, receivedAt, message, length, fromFile);
  }

  private void answered() {
    if (!STATE.compareAndSet(this, SERVING, ANSWERED)) {
      conversation.exchanges().ended(this);
    }
  }
}
