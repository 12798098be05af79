package org.fusefixture.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.LateAccess.Outcome;
import org.fusefixture.protocol.Unique;
import org.fusefixture.trace.TraceEvent;
import org.fusefixture.internal.trace.TraceRecorder;

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
  private final Map<Unique, LateAccess> records = new LinkedHashMap<>();
  private final Set<Long> expected = new HashSet<>();
  private final Map<Thread, Visit> visits = new HashMap<>();
  private int atWork;
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

  /** The calling thread serves requests from now on, and calls {@link #leave} when it stops. */
  synchronized Visit enter() {
    Visit visit = new Visit();
    visits.put(Thread.currentThread(), visit);
    return visit;
  }

  /** The calling thread serves no more requests. */
  synchronized void leave() {
    Visit visit = visits.remove(Thread.currentThread());
    if (visit != null) {
      served(visit);
    }
  }

  /** The filesystem has returned from a request in which it accessed a payload late. */
  synchronized void served(Visit visit) {
    if (visit.accessedLate) {
      visit.accessedLate = false;
      atWork--;
      notifyAll();
    }
  }

  /** A thread that serves requests. */
  static final class Visit {
    private boolean accessedLate;

    /** Whether the request at hand accessed a payload late; asked in the thread itself. */
    boolean accessedLate() {
      return accessedLate;
    }
  }

  /** What the filesystem does with the bytes comes after the access, but in the same request. */
  private synchronized void begin(Thread thread) {
    Visit visit = visits.get(thread);
    if (visit != null && !visit.accessedLate) {
      visit.accessedLate = true;
      atWork++;
    }
  }

  /** The payload of a WRITE was acknowledged before it was consumed: a late access is to come. */
  synchronized void expect(long unique) {
    if (!ended) {
      expected.add(unique);
    }
  }

  /** The payload was consumed, discarded or given up: no late access is to come any more. */
  synchronized void settled(long unique) {
    if (expected.remove(unique)) {
      notifyAll();
    }
  }

  /**
   * A payload is about to be accessed late, for the first time.
   *
   * @param replyEpoch the epoch at its reply
   * @throws LateAccessException if the policy is REFUSE
   */
  void accessed(LateAccess access, long replyEpoch) {
    begin(Thread.currentThread());
    switch (policy) {
      case RECORD -> record(access, Outcome.RECORDED);
      case REFUSE -> {
        record(access, Outcome.REFUSED);
        settled(access.unique().value());
        throw refusal(describe(access));
      }
      case HOLD -> hold(access, replyEpoch);
    }
  }

  /** As {@link #accessed}, for each later access to the same payload. */
  void accessedAgain(long unique, long nodeId, long offset, int size) {
    if (policy == LateAccessPolicy.REFUSE) {
      throw refusal(describe(unique, nodeId, offset, size));
    }
  }

  /** An access that began before the reply ended after it. */
  void overtaken(LateAccess access) {
    record(access, Outcome.OVERTAKEN);
  }

  /** A WRITE, for messages. */
  static String describe(long unique, long nodeId, long offset, int size) {
    return "WRITE "
        + Long.toUnsignedString(unique)
        + " (node "
        + Long.toUnsignedString(nodeId)
        + ", "
        + extent(offset, size)
        + ")";
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
    while ((held > 0 || !expected.isEmpty() || atWork > 0) && !ended) {
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

  private synchronized void hold(LateAccess access, long replyEpoch) {
    record(access, Outcome.HELD);
    held++;
    try {
      long end = System.nanoTime() + holdNanos;
      long left = holdNanos;
      while (epoch == replyEpoch && !ended && left > 0) {
        pause(left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever stops the filesystem's thread stops the wait
    }
    held--;
    Outcome outcome = epoch == replyEpoch ? Outcome.HELD_TO_LIMIT : Outcome.RELEASED;
    records.computeIfPresent(access.unique(), (unique, record) -> record.withOutcome(outcome));
    trace(access, outcome);
    notifyAll();
  }

  private synchronized void record(LateAccess access, Outcome outcome) {
    count++;
    trace(access, outcome);
    if (records.size() < MOST_RECORDS) {
      records.put(access.unique(), access.withOutcome(outcome));
    }
  }

  private void trace(LateAccess access, Outcome outcome) {
    trace.event(
        TraceEvent.Kind.LATE_ACCESS,
        Opcode.WRITE.number(),
        access.unique().value(),
        access.nodeId().value(),
        access.offset().bytes(),
        access.size(),
        extent(access.offset().bytes(), access.size()) + ": " + outcome);
  }

  private void pause(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, nanos);
  }

  private static LateAccessException refusal(String write) {
    return new LateAccessException(
        "the payload of "
            + write
            + " was accessed after its reply: consume it before you reply, because afterwards its"
            + " pages belong to the client again");
  }

  private static String describe(LateAccess access) {
    return describe(
        access.unique().value(), access.nodeId().value(), access.offset().bytes(), access.size());
  }

  private static String extent(long offset, int size) {
    return size + " bytes at " + Long.toUnsignedString(offset);
  }
}
