package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.device.Sent;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.rules.ReplyChecks;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.trace.TraceEvent;

/**
 * All that one request needs at a time, and its reply's way to the kernel: the inbox that it
 * arrives in, its payload, the views of replies and their memory. Used again when the {@link
 * Exchange} is over.
 */
final class RequestSlot implements Reply.Channel, InterceptedRequest {
  private static final int SHORT_REPLY_SIZE = 8192;

  /**
   * What the slots of a session share.
   *
   * @param receiveNext see {@link InterceptedRequest#receiveNextThrough}
   */
  record Shared(
      SessionParameters parameters,
      MessageStorage storage,
      LateAccessWatch watch,
      SessionLedger ledger,
      ReplyChecks checks,
      TraceRecorder trace,
      FileReplies fileReplies,
      SessionInterceptor interceptor,
      Predicate<UnaryOperator<MessageSource>> receiveNext) {}

  private final Shared shared;
  private final SessionLedger ledger;
  private final Consumer<RequestSlot> ended;
  private final Exchange exchange = new Exchange();
  private final Inbox inbox;
  private final BorrowedPayload payload;
  private final ByteBuffer shortReply = LinuxMemory.allocatePages(SHORT_REPLY_SIZE);
  private final long shortReplyAddress = LinuxMemory.addressOf(shortReply);
  private final Reply[] replies = new Reply[Opcode.values().length];

  /** For the reply at hand, where the short one has not enough room. */
  private ByteBuffer longReply;

  private FuseDevice device;
  private Request request;

  /** Gets the reply to the request at hand; null where nobody intercepts it. */
  private RequestInterceptor interceptor;

  private RequestInterceptor ownInterceptor;

  /**
   * @param ended takes the slot back when the reply ends the exchange
   */
  RequestSlot(Shared shared, Inbox inbox, Consumer<RequestSlot> ended) {
    this.shared = shared;
    this.inbox = inbox;
    this.ended = ended;
    ledger = shared.ledger();
    payload = new BorrowedPayload(inbox, shared.watch());
  }

  Exchange exchange() {
    return exchange;
  }

  Inbox inbox() {
    return inbox;
  }

  BorrowedPayload payload() {
    return payload;
  }

  /** A request was received; its reply is to go to the device that it came from. */
  void begin(FuseDevice from, Opcode opcode, long unique, long node, Request decoded) {
    device = from;
    request = decoded;
    interceptor = null;
    exchange.begin(opcode, unique, node, shared.trace().time());
    if (!opcode.hasReply()) {
      shared.checks().received(decoded);
      shared.interceptor().received(opcode, decoded);
    }
  }

  /** The open reply to the request at hand; the same one for each request of its kind. */
  Reply openReply() {
    Opcode kind = exchange.opcode();
    Reply reply = replies[kind.ordinal()];
    if (reply == null) {
      reply = kind.newReply();
      replies[kind.ordinal()] = reply;
    }
    ByteBuffer target = shortReply;
    if (ReplyHeader.SIZE + request.replyRoom() > SHORT_REPLY_SIZE) {
      longReply = shared.storage().takeMemory();
      target = longReply;
    }
    target.clear();
    reply.open(this, target, exchange.unique());
    return reply;
  }

  /** Answers a message that is not served with an error. */
  void reject(FuseDevice from, int opcode, long unique, Errno errno) {
    long receivedAt = shared.trace().time();
    ReplyHeader.put(shortReply, ReplyHeader.SIZE, -errno.number(), unique);
    ledger.rejecting(opcode, unique, receivedAt, shortReply, ReplyHeader.SIZE);
    ledger.sending(true, ReplyHeader.SIZE);
    try {
      ledger.sent(from.send(shortReplyAddress, ReplyHeader.SIZE));
    } catch (LinuxException e) {
      ledger.refused(); // the kernel does not wait for a reply to what it has sent
    }
  }

  /** Makes this ready for the next request; false if it is to be retired with its payload. */
  boolean finish() {
    if (longReply != null) {
      shared.storage().give(longReply);
      longReply = null;
    }
    exchange.end();
    if (!payload.isSpent()) {
      return false;
    }
    payload.keep();
    return true;
  }

  /** The one that intercepts requests of this slot; the same one each time. */
  RequestInterceptor interceptor(Dispatcher filesystem) {
    if (ownInterceptor == null) {
      ownInterceptor = shared.interceptor().intercept(this, filesystem);
    }
    return ownInterceptor;
  }

  @Override
  public void send(ByteBuffer message, int length) {
    payload.replied(!ReplyHeader.isError(message));
    int sound = length;
    if (shared.checks().check(exchange.opcode(), exchange.unique(), request, message, length)
        == ReplyChecks.Verdict.UNUSABLE) {
      sound = ReplyHeader.putError(message, Errno.EIO, exchange.unique()); // as the kernel does
    }
    if (interceptor == null) {
      deliver(message, sound, true);
    } else {
      interceptor.answered(message, sound);
    }
  }

  @Override
  public void deliver(ByteBuffer message, int length, boolean sound) {
    boolean error = ReplyHeader.isError(message);
    Opcode opcode = exchange.opcode();
    ledger.replying(exchange, message, length, false);
    if (interceptor != null) {
      ledger.grantsUnknown();
    } else if (!error && opcode.namesInodes()) {
      ledger.grants(opcode, message, length);
    }
    if (opcode.namesInodes()) {
      shared.interceptor().replying(opcode, request, message, length);
    }
    try {
      if (sound) {
        transmit(message, length, error);
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

  private void transmit(ByteBuffer message, int length, boolean error) {
    ledger.sending(error, length);
    try {
      Sent sent = device.send(addressOf(message), length);
      ledger.sent(sent);
      if (sent == Sent.GONE && exchange.opcode().namesInodes()) {
        shared.checks().lost(exchange.opcode(), message, length);
      }
    } catch (LinuxException e) {
      rejected(e);
    }
  }

  @Override
  public void sendUnsound(ByteBuffer message, int length) {
    try {
      if (device.send(addressOf(message), length) == Sent.GONE) {
        ledger.refused();
      }
    } catch (LinuxException e) {
      ledger.refused();
    }
  }

  @Override
  public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
    int most = Math.min(size, message.capacity() - ReplyHeader.SIZE);
    long address = addressOf(message);
    if (interceptor != null && interceptor.seesReply()) {
      send(message, FileReplies.load(message, address, file, at.bytes(), most));
      return;
    }
    ledger.replying(exchange, message, ReplyHeader.SIZE + most, true);
    try {
      try {
        ledger.sent(shared.fileReplies().send(device, message, address, file, at.bytes(), most));
      } catch (LinuxException e) {
        rejected(e);
      }
      // How long the file is, is known by now only; of the bytes nothing is to be checked.
      shared
          .checks()
          .checkSize(
              exchange.opcode(), exchange.unique(), request, message, ReplyHeader.length(message));
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

  /**
   * EINVAL: the reply does not fit its request (too long, or short of a structure), and the kernel
   * has given the caller EIO instead.
   */
  private void rejected(LinuxException cause) {
    ledger.failed(exchange.opcode(), exchange.unique(), cause);
  }

  private void answered() {
    if (exchange.answered()) {
      ended.accept(this);
    }
  }

  private long addressOf(ByteBuffer message) {
    return message == shortReply ? shortReplyAddress : LinuxMemory.addressOf(message);
  }

  @Override
  public Opcode opcode() {
    return exchange.opcode();
  }

  @Override
  public long unique() {
    return exchange.unique();
  }

  @Override
  public long nodeId() {
    return exchange.nodeId();
  }

  @Override
  public SessionParameters parameters() {
    return shared.parameters();
  }

  @Override
  public void interceptReply(RequestInterceptor from) {
    interceptor = from;
  }

  @Override
  public void serveElsewhere(Runnable serving) {
    replyElsewhere(
        () -> {
          serving.run();
          if (exchange.returned()) {
            ended.accept(this);
          }
        });
  }

  @Override
  public void replyElsewhere(Runnable replying) {
    shared.watch().enter();
    try {
      replying.run();
    } finally {
      shared.watch().leave();
    }
  }

  @Override
  public long repliesSent() {
    return ledger.repliesSent();
  }

  @Override
  public boolean isTraced() {
    return shared.trace().isOn();
  }

  @Override
  public void traceFault(long offset, long size, String detail) {
    shared
        .trace()
        .event(
            TraceEvent.Kind.FAULT,
            exchange.opcode().number(),
            exchange.unique(),
            exchange.nodeId(),
            offset,
            size,
            detail);
  }

  @Override
  public boolean receiveNextThrough(UnaryOperator<MessageSource> decorator) {
    return shared.receiveNext().test(decorator);
  }
}
