package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;

/** Takes the requests of one exchange, one after the other, to the filesystem and back. */
public interface RequestInterceptor {
  /**
   * Takes a request to the filesystem, or answers it.
   *
   * @return false if another thread goes on with the exchange, which no longer belongs to the
   *     worker
   */
  boolean serve(Opcode opcode, Request request, Reply reply);

  /** Whether it has to see the whole reply before it is sent. */
  boolean seesReply();

  /** The request was answered; whether and when the kernel gets the answer is decided here. */
  void answered(ByteBuffer message, int length);

  /** The kernel has the reply; the exchange is not used again yet. */
  void replied(ByteBuffer message, int length);
}
