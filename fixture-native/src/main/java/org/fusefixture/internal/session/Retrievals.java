package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.protocol.request.SessionRequest;

/** RETRIEVE notifications that wait for their NOTIFY_REPLY. */
final class Retrievals {
  /** The number is the server's own to choose; it only has to be told apart (fuse_retrieve). */
  private final AtomicLong numbers = new AtomicLong(1);

  private final ConcurrentHashMap<Long, CompletableFuture<ByteBuffer>> waiting =
      new ConcurrentHashMap<>();

  /** A number for a new retrieval. */
  long open(CompletableFuture<ByteBuffer> result) {
    long number = numbers.getAndIncrement();
    waiting.put(number, result);
    return number;
  }

  /** The kernel did not take the notification. */
  void cancel(long number) {
    waiting.remove(number);
  }

  void complete(SessionRequest.NotifyReply reply) {
    CompletableFuture<ByteBuffer> result = waiting.remove(reply.unique().value());
    if (result != null) {
      ByteBuffer content = reply.content();
      ByteBuffer copy = ByteBuffer.allocate(content.remaining());
      result.complete(copy.put(content).flip());
    }
  }

  /** The session is over: fails those that still wait. */
  void close(RuntimeException reason) {
    for (Long number : waiting.keySet()) {
      CompletableFuture<ByteBuffer> result = waiting.remove(number);
      if (result != null) {
        result.completeExceptionally(reason);
      }
    }
  }
}
