package org.fusefixture.internal.session;

import java.util.function.UnaryOperator;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.linux.Capability;

/**
 * Receives and serves one request after the other from a queue of its own, until the session ends.
 */
final class Worker implements Runnable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  private static final String LOST =
      "the kernel could not hand over a message, and answered its caller with EIO: it needs more"
          + " buffers than the pipe has, or the kernel has no memory";

  private static final ThreadLocal<Worker> CURRENT = new ThreadLocal<>();

  private final Conversation conversation;
  private final FuseDevice device;
  private final boolean dropSysAdmin;
  private final Runnable abort;

  /** What the next message is received through; belongs to the worker's thread. */
  private MessageSource next;

  private volatile Throwable failure;

  /**
   * @param abort ends the connection, so that its callers do not wait for a worker that failed
   */
  Worker(Conversation conversation, FuseDevice device, boolean dropSysAdmin, Runnable abort) {
    this.conversation = conversation;
    this.device = device;
    next = device;
    this.dropSysAdmin = dropSysAdmin;
    this.abort = abort;
  }

  /** See {@link InterceptedRequest#receiveNextThrough}. */
  static boolean receiveNextThrough(UnaryOperator<MessageSource> decorator) {
    Worker worker = CURRENT.get();
    if (worker == null) {
      return false;
    }
    worker.next = decorator.apply(worker.next);
    return true;
  }

  /** What ended the worker, if it was not the session's end. */
  Throwable failure() {
    return failure;
  }

  @Override
  public void run() {
    try {
      if (dropSysAdmin) {
        Capability.SYS_ADMIN.drop();
      }
      serve();
    } catch (RuntimeException | Error e) {
      failure = e;
      LOG.log(System.Logger.Level.ERROR, "a worker of a FUSE session failed", e);
      abort.run();
    }
  }

  private void serve() {
    RequestHandler handler = conversation.handler();
    Exchange exchange = conversation.exchanges().take();
    CURRENT.set(this);
    conversation.watch().enter();
    try {
      int length = receive(exchange.payload());
      while (length != FuseDevice.ENDED) {
        if (length == FuseDevice.AGAIN) {
          exchange.payload().reset();
        } else if (length == FuseDevice.LOST) {
          exchange.payload().reset();
          conversation.failures().failed(Opcode.WRITE, 0, new IllegalStateException(LOST));
        } else {
          exchange = handler.serve(exchange, device, length);
          conversation.watch().served();
        }
        length = receive(exchange.payload());
      }
    } finally {
      next.abandon();
      CURRENT.remove();
      conversation.watch().leave();
      conversation.exchanges().ended(exchange);
    }
  }

  private int receive(BorrowedPayload payload) {
    MessageSource source = next;
    next = device;
    return payload.receive(source);
  }
}
