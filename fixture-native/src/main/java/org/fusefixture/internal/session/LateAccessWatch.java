package org.fusefixture.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.LateAccess.Outcome;
import org.fusefixture.trace.TraceKind;
import org.fusefixture.trace.TraceRecorder;

/**
 * Watches for payloads that are accessed after their reply, and applies the policy.
 *
 * <p>The epoch counts the changes of the client's pages. A payload remembers the epoch at its
 * reply; in HOLD its late access waits for a later one.
 */
final class LateAccessWatch {
  private static final int MOST_RECORDS = 1000;

  private final LateAccessPolicy policy;
  private final long holdNanos;
  private final TraceRecorder trace;
  private final Map<Long, LateAccess> records = new LinkedHashMap<>();
  private final Set<BorrowedPayload> expected = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Thread> workers = new HashSet<>();
  private final Set<Thread> atWork = new HashSet<>();
  private volatile boolean anyAtWork;
  private volatile long epoch;
  private long count;
  private int held;
  private boolean ended;

  /**
   * @param trace is told of each late access, and of its release
   */
  LateAccessWatch(LateAccessPolicy policy, Duration holdLimit, TraceRecorder trace) {
    this.policy = policy;
    holdNanos = holdLimit.toNanos();
    this.trace = trace;
  }

  /** Number of changes of the client's pages so far. */
  long epoch() {
    return epoch;
  }

  /** The client has changed its pages. */
  synchronized void pagesChanged() {
    epoch = epoch + 1;
    notifyAll();
  }

  /** The calling thread is one that serves requests, and calls {@link #served} after each. */
  synchronized void enter() {
    workers.add(Thread.currentThread());
  }

  /** The calling thread serves no more requests. */
  synchronized void leave() {
    workers.remove(Thread.currentThread());
    ended(Thread.currentThread());
  }

  /** The filesystem has returned from a request: what it accessed late, it has dealt with. */
  void served() {
    if (anyAtWork) {
      ended(Thread.currentThread());
    }
  }

  private synchronized void ended(Thread worker) {
    if (atWork.remove(worker)) {
      anyAtWork = !atWork.isEmpty();
      notifyAll();
    }
  }

  /** What the filesystem does with the bytes comes after the access, but in the same request. */
  private synchronized void begin(Thread thread) {
    if (workers.contains(thread)) {
      atWork.add(thread);
      anyAtWork = true;
    }
  }

  /** A payload was acknowledged before it was consumed: somebody is going to want it. */
  synchronized void expect(BorrowedPayload payload) {
    if (!ended) {
      expected.add(payload);
    }
  }

  /** Nobody wants the payload any more: consumed, discarded or given up. */
  synchronized void settled(BorrowedPayload payload) {
    if (expected.remove(payload)) {
      notifyAll();
    }
  }

  /**
   * A payload is about to be accessed late, for the first time.
   *
   * @throws LateAccessException if the policy is REFUSE
   */
  void accessed(BorrowedPayload payload) {
    begin(Thread.currentThread());
    switch (policy) {
      case RECORD -> record(payload, Outcome.RECORDED);
      case REFUSE -> {
        record(payload, Outcome.REFUSED);
        settled(payload);
        throw refusal(payload);
      }
      case HOLD -> hold(payload);
    }
  }

  /** As {@link #accessed}, for each later access of the same payload. */
  void accessedAgain(BorrowedPayload payload) {
    if (policy == LateAccessPolicy.REFUSE) {
      throw refusal(payload);
    }
  }

  /** An access that began before the reply ended after it. */
  void overtaken(BorrowedPayload payload) {
    record(payload, Outcome.OVERTAKEN);
  }

  synchronized List<LateAccess> records() {
    return new ArrayList<>(records.values());
  }

  synchronized long count() {
    return count;
  }

  /**
   * Waits until no payload is held back, none is acknowledged without being consumed, and no thread
   * of the session is in a request in which it accessed one late. What a filesystem does in threads
   * of its own after such an access is not seen.
   *
   * @return false after the limit; what was waited for in vain is not waited for again
   */
  synchronized boolean await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while ((held > 0 || !expected.isEmpty() || !atWork.isEmpty()) && !ended) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        expected.clear();
        return false;
      }
      pause(left);
    }
    return true;
  }

  /** The session ends: lets go of everything. */
  synchronized void end() {
    ended = true;
    expected.clear();
    notifyAll();
  }

  private synchronized void hold(BorrowedPayload payload) {
    record(payload, Outcome.HELD);
    held++;
    try {
      long end = System.nanoTime() + holdNanos;
      long left = holdNanos;
      while (epoch == payload.replyEpoch() && !ended && left > 0) {
        pause(left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever stops the filesystem's thread stops the wait
    }
    held--;
    Outcome outcome = epoch == payload.replyEpoch() ? Outcome.HELD_TO_LIMIT : Outcome.RELEASED;
    records.computeIfPresent(payload.unique(), (unique, record) -> record.withOutcome(outcome));
    trace(payload, outcome);
    notifyAll();
  }

  private synchronized void record(BorrowedPayload payload, Outcome outcome) {
    count++;
    trace(payload, outcome);
    if (records.size() < MOST_RECORDS) {
      records.put(payload.unique(), payload.lateAccess(outcome));
    }
  }

  private void trace(BorrowedPayload payload, Outcome outcome) {
    trace.event(
        TraceKind.LATE_ACCESS,
        Opcode.WRITE.number(),
        payload.unique(),
        payload.nodeId(),
        payload.offset(),
        payload.size(),
        payload.extent() + ": " + outcome);
  }

  private void pause(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, nanos);
  }

  private static LateAccessException refusal(BorrowedPayload payload) {
    return new LateAccessException(
        "the payload of "
            + payload
            + " was accessed after its reply: consume it first and reply then, because afterwards"
            + " its pages belong to the client again");
  }
}
