package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.protocol.SessionParameters;

/** The request that an exchange has at hand, as a {@link RequestInterceptor} sees it. */
public interface InterceptedRequest {
  Opcode opcode();

  long unique();

  long nodeId();

  /** What the session has agreed on with the kernel. */
  SessionParameters parameters();

  /** From now on the interceptor gets the reply to this request. */
  void interceptReply(RequestInterceptor interceptor);

  /**
   * Goes on in the calling thread, which is not a worker's, with a request that its worker has left
   * to it.
   *
   * @param serving takes the request to the filesystem
   */
  void serveElsewhere(Runnable serving);

  /** As {@link #serveElsewhere}, with a request that the filesystem has answered. */
  void replyElsewhere(Runnable replying);

  /**
   * Hands a reply to the kernel, and ends the request.
   *
   * @param sound false if the kernel may refuse it
   */
  void deliver(ByteBuffer message, int length, boolean sound);

  /** Sends a message that the kernel may refuse; does not end the request. */
  void sendUnsound(ByteBuffer message, int length);

  /** Number of replies that the session has sent. */
  long repliesSent();

  /** Whether events are traced. */
  boolean isTraced();

  /** Adds a fault of this request to the trace. */
  void traceFault(long offset, long size, String detail);

  /**
   * Has the calling thread receive its next message through something else than its device.
   *
   * @param decorator makes it from what the thread would receive through otherwise
   * @return false if the calling thread is not a worker
   */
  boolean receiveNextThrough(UnaryOperator<MessageSource> decorator);
}
