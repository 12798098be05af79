package org.fusefixture.internal.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.fusefixture.report.UnansweredRequest;

/**
 * The exchanges of a session: those under way, those that wait to be used again, and the retired
 * ones whose payload was acknowledged without being consumed.
 *
 * <p>As many are made as there are requests unanswered at a time, without a limit: a filesystem may
 * well have a thousand callers wait for a lock, and the request that ends their wait must get
 * through.
 */
final class Exchanges {
  private static final Exchange[] NONE = {};
  private static final int MOST_IDLE = 32;
  private static final int MOST_RETIRED = 16;

  private final Supplier<Exchange> maker;
  private final FreeList<Exchange> idle = new FreeList<>(MOST_IDLE);
  private final Deque<Exchange> retired = new ArrayDeque<>();
  private volatile Exchange[] all = NONE;
  private boolean closed;

  Exchanges(Supplier<Exchange> maker) {
    this.maker = maker;
  }

  /** An exchange for the next request. */
  Exchange take() {
    Exchange exchange = idle.poll();
    if (exchange == null) {
      exchange = maker.get();
      register(exchange);
    }
    return exchange;
  }

  /**
   * The worker's exchange is through.
   *
   * @return the one to go on with
   */
  Exchange next(Exchange exchange) {
    if (exchange.finish()) {
      return exchange;
    }
    retire(exchange);
    return take();
  }

  /** An exchange that no worker has is through; or a worker gives its own back. */
  void ended(Exchange exchange) {
    if (!exchange.finish()) {
      retire(exchange);
    } else if (!idle.offer(exchange)) {
      unregister(exchange);
      exchange.payload().close();
    }
  }

  /** The request under way with this number, or null. */
  Exchange find(long unique) {
    for (Exchange exchange : all) {
      if (exchange.isServing(unique)) {
        return exchange;
      }
    }
    return null;
  }

  List<UnansweredRequest> unanswered() {
    List<UnansweredRequest> unanswered = new ArrayList<>();
    for (Exchange exchange : all) {
      UnansweredRequest request = exchange.unanswered();
      if (request != null) {
        unanswered.add(request);
      }
    }
    return unanswered;
  }

  /** Gives up the oldest retired payload, to get back its pipe; false if there is none. */
  boolean giveUpOldest() {
    Exchange oldest;
    synchronized (this) {
      oldest = retired.pollFirst();
    }
    if (oldest != null) {
      oldest.payload().close();
    }
    return oldest != null;
  }

  /** Closes every payload, also of requests that were never answered. */
  void close() {
    List<Exchange> rest;
    synchronized (this) {
      closed = true;
      rest = new ArrayList<>(retired);
      rest.addAll(Arrays.asList(all));
      retired.clear();
      all = NONE;
    }
    idle.drain();
    rest.forEach(exchange -> exchange.payload().close());
  }

  private void retire(Exchange exchange) {
    Exchange oldest = null;
    boolean late;
    synchronized (this) {
      unregister(exchange);
      late = closed;
      if (!late) {
        retired.removeIf(Exchanges::closeIfSpent);
        retired.addLast(exchange);
        if (retired.size() > MOST_RETIRED) {
          oldest = retired.pollFirst();
        }
      }
    }
    if (late) {
      exchange.payload().close();
    }
    if (oldest != null) {
      oldest.payload().close();
    }
  }

  private static boolean closeIfSpent(Exchange exchange) {
    boolean spent = exchange.payload().isSpent();
    if (spent) {
      exchange.payload().close();
    }
    return spent;
  }

  private synchronized void register(Exchange exchange) {
    Exchange[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = exchange;
    all = more;
  }

  private synchronized void unregister(Exchange exchange) {
    List<Exchange> fewer = new ArrayList<>(Arrays.asList(all));
    fewer.remove(exchange);
    all = fewer.toArray(NONE);
  }
}
