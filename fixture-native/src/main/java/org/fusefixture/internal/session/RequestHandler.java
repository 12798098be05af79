package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.MalformedRequestException;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SessionRequest;
import org.fusefixture.protocol.request.WriteRequest;

/** Decodes a message, and has it served: by the filesystem, or by the session itself. */
final class RequestHandler {
  private final Conversation conversation;
  private final FuseFilesystem filesystem;
  private final Dispatcher dispatcher;
  private final EarlyInterrupts early = new EarlyInterrupts();

  RequestHandler(Conversation conversation, FuseFilesystem filesystem) {
    this.conversation = conversation;
    this.filesystem = filesystem;
    dispatcher = new Dispatcher(filesystem, conversation.failures());
  }

  /**
   * Serves a message that the exchange's payload has received.
   *
   * @param length of the message in bytes
   * @return the exchange to receive the next message with
   */
  Exchange serve(Exchange exchange, FuseDevice device, int length) {
    ByteBuffer head = exchange.head();
    BorrowedPayload payload = exchange.payload();
    int headLength = Math.min(length, Storage.WRITE_HEAD);
    payload.head(head, exchange.headAddress(), headLength);
    payload.keep();
    long unique = length < RequestHeader.SIZE ? 0 : RequestHeader.unique(head);
    int number = length < RequestHeader.SIZE ? -1 : RequestHeader.opcode(head);
    Opcode opcode = Opcode.of(number).orElse(null);
    if (opcode == null) {
      payload.reset();
      conversation.counters().unknown.getAndIncrement();
      trace(System.nanoTime(), head, headLength, length, false);
      reject(exchange, device, unique, Errno.ENOSYS);
      return exchange;
    }
    conversation.counters().request(opcode);
    Request request = exchange.request(opcode);
    ByteBuffer message = head;
    try {
      if (opcode == Opcode.WRITE && length >= Storage.WRITE_HEAD) {
        request.decode(head, length);
      } else {
        message = payload.message(head, exchange.headAddress(), headLength, length);
        request.decode(message, length);
      }
    } catch (MalformedRequestException e) {
      payload.reset();
      conversation.counters().malformed.getAndIncrement();
      conversation.failures().failed(opcode, unique, e);
      trace(System.nanoTime(), message, Math.min(length, message.limit()), length, false);
      reject(exchange, device, unique, Errno.EIO);
      return exchange;
    }
    exchange.begin(device, opcode, unique, RequestHeader.nodeId(head));
    boolean inPipe = opcode == Opcode.WRITE && payload.isInPipe();
    int available = opcode == Opcode.WRITE ? Storage.WRITE_HEAD : length;
    trace(exchange.receivedAt(), message, available, length, inPipe);
    conversation.lookups().received(request);
    if (request instanceof WriteRequest write) {
      payload.lend(unique, RequestHeader.nodeId(head), write.rangeOffset(), write.size());
      write.attach(payload);
      exchange.lend();
      conversation.counters().write(payload.isInPipe(), write.size());
    }
    Reply reply = exchange.reply(opcode, request.replyRoom());
    if (early.take(unique)) {
      interrupt(unique);
    }
    conversation.interceptor().received(opcode, request);
    if (opcode.isServedBySession()) {
      serveBySession(opcode, request, reply, exchange);
    } else if (!conversation.interceptor().isActive()) {
      dispatcher.dispatch(opcode, unique, request, reply);
    } else if (!exchange.interceptor(dispatcher).serve(opcode, request, reply)) {
      return conversation.exchanges().take();
    }
    return exchange.returned()
        ? conversation.exchanges().next(exchange)
        : conversation.exchanges().take();
  }

  private void trace(long nanos, ByteBuffer message, int available, int length, boolean inPipe) {
    conversation.trace().request(nanos, message, available, length, inPipe);
  }

  private void serveBySession(Opcode opcode, Request request, Reply reply, Exchange exchange) {
    switch (opcode) {
      case INTERRUPT -> {
        interrupt(((SessionRequest.Interrupt) request).interrupted().value());
        exchange.withoutReply();
      }
      case NOTIFY_REPLY -> conversation.retrievals().complete((SessionRequest.NotifyReply) request);
      case DESTROY -> ((EmptyReply) reply).ok();
      default -> reply.fail(Errno.EIO); // a second INIT is a protocol error
    }
  }

  /**
   * Passes an interrupt on. Whether the filesystem gives up, or answers as if nothing had happened,
   * is its own decision; either way it answers the interrupted request, and INTERRUPT itself has no
   * reply.
   */
  private void interrupt(long unique) {
    Exchange interrupted = conversation.exchanges().find(unique);
    if (interrupted == null) {
      early.add(unique);
      // Its worker may have registered it between the search and the note.
      if (conversation.exchanges().find(unique) == null || !early.take(unique)) {
        return;
      }
    }
    conversation.counters().interrupts.getAndIncrement();
    try {
      filesystem.interrupt(new Unique(unique));
    } catch (RuntimeException | Error e) { // a filesystem under test may throw anything
      conversation.failures().failed(Opcode.INTERRUPT, unique, e);
    }
  }

  /** Answers with an error where no reply is open. */
  private void reject(Exchange exchange, FuseDevice device, long unique, Errno errno) {
    exchange.begin(device, Opcode.GETATTR, unique, 0);
    exchange.reply(Opcode.GETATTR, 0).fail(errno);
    exchange.finish();
  }
}
