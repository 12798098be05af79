package org.fusefixture.internal.session;

import org.fusefixture.report.UnansweredRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The slots of a session: those with a request under way, those that wait to be used again, and the
 * retired ones whose payload was acknowledged without being consumed.
 *
 * <p>As many are made as there are requests unanswered at a time, without a limit: a filesystem may
 * well have a thousand callers wait for a lock, and the request that ends their wait must get
 * through.
 */
final class RequestSlots {
  private static final RequestSlot[] NONE = {};
  private static final int MOST_IDLE = 32;
  private static final int MOST_RETIRED = 16;

  private final RequestSlot.Shared shared;
  private final boolean splices;
  private final FreeList<RequestSlot> idle = new FreeList<>(MOST_IDLE);
  private final Deque<RequestSlot> retired = new ArrayDeque<>();
  private volatile RequestSlot[] all = NONE;
  private boolean closed;

  /**
   * @param splices whether messages arrive in pipes
   */
  RequestSlots(RequestSlot.Shared shared, boolean splices) {
    this.shared = shared;
    this.splices = splices;
  }

  /** A slot for the next request. */
  RequestSlot take() {
    RequestSlot slot = idle.poll();
    if (slot == null) {
      slot = new RequestSlot(shared, newInbox(), this::ended);
      register(slot);
    }
    return slot;
  }

  /** A slot whose exchange is over, and which no worker uses any more. */
  void ended(RequestSlot slot) {
    if (!slot.finish()) {
      retire(slot);
    } else if (!idle.offer(slot)) {
      unregister(slot);
      slot.payload().close();
    }
  }

  /** Whether the request with this number is under way. */
  boolean isServing(long unique) {
    for (RequestSlot slot : all) {
      if (slot.exchange().isServing(unique)) {
        return true;
      }
    }
    return false;
  }

  List<UnansweredRequest> unanswered() {
    return Stream.of(all).flatMap(slot -> slot.exchange().unanswered().stream()).toList();
  }

  /** Closes every payload, also of requests that were never answered. */
  void close() {
    List<RequestSlot> rest;
    synchronized (this) {
      closed = true;
      rest = new ArrayList<>(retired);
      rest.addAll(Arrays.asList(all));
      retired.clear();
      all = NONE;
    }
    idle.drain();
    rest.forEach(slot -> slot.payload().close());
  }

  /** Retired payloads keep pipes; where the user may have no more, the oldest makes room. */
  private Inbox newInbox() {
    if (!splices) {
      return Inbox.inMemory(shared.parameters(), shared.storage());
    }
    while (true) {
      try {
        return Inbox.inPipe(shared.parameters(), shared.storage());
      } catch (IllegalStateException e) {
        if (!giveUpOldest()) {
          throw e;
        }
      }
    }
  }

  /** Gives up the oldest retired payload, to get back its pipe; false if there is none. */
  private boolean giveUpOldest() {
    RequestSlot oldest;
    synchronized (this) {
      oldest = retired.pollFirst();
    }
    if (oldest != null) {
      oldest.payload().close();
    }
    return oldest != null;
  }

  /** Keeps a slot whose payload was not consumed, until there are too many of the kind. */
  void retire(RequestSlot slot) {
    RequestSlot oldest = null;
    boolean late;
    synchronized (this) {
      unregister(slot);
      late = closed;
      if (!late) {
        retired.removeIf(RequestSlots::closeIfSpent);
        retired.addLast(slot);
        if (retired.size() > MOST_RETIRED) {
          oldest = retired.pollFirst();
        }
      }
    }
    if (late) {
      slot.payload().close();
    }
    if (oldest != null) {
      oldest.payload().close();
    }
  }

  private static boolean closeIfSpent(RequestSlot slot) {
    boolean spent = slot.payload().isSpent();
    if (spent) {
      slot.payload().close();
    }
    return spent;
  }

  private synchronized void register(RequestSlot slot) {
    RequestSlot[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = slot;
    all = more;
  }

  private synchronized void unregister(RequestSlot slot) {
    List<RequestSlot> fewer = new ArrayList<>(Arrays.asList(all));
    fewer.remove(slot);
    all = fewer.toArray(NONE);
  }
}
