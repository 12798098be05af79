package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.MalformedRequestException;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SessionRequest;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * Receives one message after the other, decodes it, and has it served: by the filesystem, or by the
 * session itself. Each worker runs it in its own thread, with its own device.
 */
final class RequestLoop {
  private static final String LOST =
      "the kernel could not hand over a message, and answered its caller with EIO: it needs more"
          + " buffers than the pipe has, or the kernel has no memory";

  private static final ThreadLocal<Receiver> CURRENT = new ThreadLocal<>();

  private final FuseFilesystem filesystem;
  private final Dispatcher dispatcher;
  private final RequestSlots slots;
  private final SessionLedger ledger;
  private final LateAccessWatch watch;
  private final DeviceNotifier notifier;
  private final EarlyInterrupts early = new EarlyInterrupts();

  /** Intercepts requests; null while there is nothing to intercept. */
  private volatile SessionInterceptor interceptor;

  /**
   * @param notifier is told what the kernel has retrieved for it
   */
  RequestLoop(
      FuseFilesystem filesystem,
      RequestSlots slots,
      SessionLedger ledger,
      LateAccessWatch watch,
      DeviceNotifier notifier) {
    this.filesystem = filesystem;
    this.slots = slots;
    this.ledger = ledger;
    this.watch = watch;
    this.notifier = notifier;
    Dispatcher.Target target =
        filesystem instanceof MessageFilesystem program
            ? program
            : Dispatcher.Target.methodsOf(filesystem);
    dispatcher = new Dispatcher(target, ledger);
  }

  /** Serves what the device receives, until the session ends. */
  void run(FuseDevice device) {
    Receiver receiver = new Receiver(device);
    RequestSlot slot = slots.take();
    CURRENT.set(receiver);
    LateAccessWatch.Visit visit = watch.enter();
    try {
      int length = receiver.receive(slot.inbox());
      while (length != FuseDevice.ENDED) {
        if (length == FuseDevice.AGAIN) {
          slot.inbox().reset();
        } else if (length == FuseDevice.LOST) {
          slot.inbox().reset();
          ledger.failed(Opcode.WRITE, 0, new IllegalStateException(LOST));
        } else {
          slot = serve(slot, device, length);
          if (visit.accessedLate()) {
            watch.served(visit);
          }
        }
        length = receiver.receive(slot.inbox());
      }
    } finally {
      receiver.abandon();
      CURRENT.remove();
      watch.leave();
      slots.ended(slot);
    }
  }

  /**
   * Serves a message that the slot's inbox has received.
   *
   * @param length of the message in bytes
   * @return the slot to receive the next message with
   */
  RequestSlot serve(RequestSlot slot, FuseDevice device, int length) {
    Inbox inbox = slot.inbox();
    int headLength = Math.min(length, MessageStorage.WRITE_HEAD);
    inbox.readHead(headLength);
    ByteBuffer head = inbox.head();
    boolean hasHeader = length >= RequestHeader.SIZE;
    int number = hasHeader ? RequestHeader.opcode(head) : -1;
    long unique = hasHeader ? RequestHeader.unique(head) : 0;
    Optional<Opcode> known = Opcode.of(number);
    if (known.isEmpty()) {
      inbox.reset();
      ledger.unknown(head, headLength, length);
      slot.reject(device, number, unique, Errno.ENOSYS);
      return slot;
    }
    Opcode opcode = known.get();
    Request request = inbox.view(opcode);
    ByteBuffer message = head;
    try {
      if (opcode != Opcode.WRITE || headLength < MessageStorage.WRITE_HEAD) {
        message = inbox.message(headLength, length);
      }
      request.decode(message, length);
    } catch (MalformedRequestException e) {
      inbox.reset();
      ledger.malformed(opcode, unique, e, message, Math.min(length, message.limit()), length);
      if (opcode.hasReply()) {
        slot.reject(device, number, unique, Errno.EIO);
      }
      return slot;
    }
    slot.begin(device, opcode, unique, RequestHeader.nodeId(head), request);
    if (request instanceof WriteRequest write) {
      lend(slot, write, length);
    } else {
      ledger.received(slot.exchange(), request, message, length, length);
    }
    return pass(slot, opcode, request)
        ? next(slot)
        : slots.take(); // the slot ends with its reply, and no longer belongs to this thread
  }

  /** Lends a WRITE's payload to the filesystem. */
  private void lend(RequestSlot slot, WriteRequest write, int length) {
    BorrowedPayload payload = slot.payload();
    Exchange exchange = slot.exchange();
    payload.lend(exchange.unique(), exchange.nodeId(), write.rangeOffset(), write.size());
    write.attach(payload);
    ledger.receivedWrite(
        exchange,
        slot.inbox().head(),
        MessageStorage.WRITE_HEAD,
        length,
        payload.isInPipe(),
        write.size());
  }

  /**
   * Passes a request on.
   *
   * @return whether its exchange is over
   */
  private boolean pass(RequestSlot slot, Opcode opcode, Request request) {
    Reply reply = slot.openReply();
    long unique = slot.unique();
    if (early.take(unique)) {
      interrupt(unique);
    }
    SessionInterceptor active = interceptor();
    if (opcode.isServedBySession()) {
      serveBySession(opcode, request, reply, slot);
    } else if (active == null) {
      dispatcher.dispatch(opcode, unique, request, reply);
    } else if (!slot.interceptor(dispatcher).serve(opcode, request, reply)) {
      return false;
    }
    return slot.exchange().returned();
  }

  private RequestSlot next(RequestSlot slot) {
    if (slot.finish()) {
      return slot;
    }
    slots.retire(slot);
    return slots.take();
  }

  private void serveBySession(Opcode opcode, Request request, Reply reply, RequestSlot slot) {
    switch (opcode) {
      case INTERRUPT -> {
        interrupt(((SessionRequest.Interrupt) request).interrupted().value());
        slot.exchange().withoutReply();
      }
      case NOTIFY_REPLY -> {
        if (!notifier.retrieved((SessionRequest.NotifyReply) request)) {
          dispatcher.dispatch(opcode, request, reply); // a program has asked for it
        }
      }
      case DESTROY -> ((EmptyReply) reply).ok();
      default -> reply.fail(Errno.EIO); // a second INIT is a protocol error
    }
  }

  /**
   * Passes an interrupt on. The filesystem decides whether it gives up, or answers as if nothing
   * had happened; either way it answers the interrupted request. INTERRUPT itself has no reply.
   */
  private void interrupt(long unique) {
    if (!slots.isServing(unique)) {
      early.add(unique);
      // Its worker may have begun to serve it between the search and the note.
      if (!slots.isServing(unique) || !early.take(unique)) {
        return;
      }
    }
    ledger.interrupted();
    try {
      filesystem.interrupt(new Unique(unique));
    } catch (RuntimeException | Error e) { // a filesystem under test may throw anything
      ledger.failed(Opcode.INTERRUPT, unique, e);
    }
  }

  /** Requests go through an interceptor from now on, or, where it is null, through none. */
  void intercept(SessionInterceptor by) {
    interceptor = by;
  }

  private SessionInterceptor interceptor() {
    return interceptor;
  }

  /** See {@link InterceptedRequest#receiveNextThrough}. */
  static boolean receiveNextThrough(UnaryOperator<MessageSource> decorator) {
    Receiver receiver = CURRENT.get();
    if (receiver == null) {
      return false;
    }
    receiver.next = decorator.apply(receiver.next);
    return true;
  }

  /** What a worker receives messages through: its device, or for one message something else. */
  private static final class Receiver {
    private final FuseDevice device;
    private MessageSource next;

    Receiver(FuseDevice device) {
      this.device = device;
      next = device;
    }

    int receive(Inbox inbox) {
      MessageSource source = next;
      next = device;
      return inbox.receive(source);
    }

    void abandon() {
      next.abandon();
    }
  }

  /**
   * Interrupts of requests that no worker has begun to serve yet. The kernel sends INTERRUPT as
   * soon as somebody has read the request, and another worker may read it before the first one has
   * decoded its own.
   *
   * <p>Answering EAGAIN, for the kernel to send it again, does not help here: the kernel looks for
   * the request in the queue of the device that EAGAIN is written to (fuse_dev_do_write of
   * fs/fuse/dev.c), and each worker has its own.
   *
   * <p>Bounded: entries of requests that were answered meanwhile are never asked for, and get
   * overwritten. Uniques do not repeat.
   */
  static final class EarlyInterrupts {
    private static final int CAPACITY = 256;

    private final long[] uniques = new long[CAPACITY];
    private int next;
    private volatile boolean any;

    synchronized void add(long unique) {
      uniques[next] = unique;
      next = (next + 1) % CAPACITY;
      any = true;
    }

    /** Whether there is one for this request; it is taken out. */
    boolean take(long unique) {
      return any && search(unique);
    }

    private synchronized boolean search(long unique) {
      for (int i = 0; i < CAPACITY; i++) {
        if (uniques[i] == unique) {
          uniques[i] = 0;
          return true;
        }
      }
      return false;
    }
  }
}
