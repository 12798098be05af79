package org.fusefixture.internal.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fusefixture.trace.TraceEvent;

/**
 * The last system calls of the client on one mount. Each came as a message, so that what it costs
 * to note it does not show.
 */
public final class ClientTrace {
  private static final int CAPACITY = 2048;

  private final Deque<Call> calls = new ArrayDeque<>();
  private long dropped;

  /** A call under way, or over. */
  static final class Call {
    private final String text;
    private final String thread = Thread.currentThread().getName();
    private final long start = System.nanoTime();
    private volatile String result = TraceEvent.UNFINISHED;
    private volatile long duration = -1;

    private Call(String text) {
      this.text = text;
    }

    /** It has returned. */
    void returned(Object value) {
      duration = System.nanoTime() - start;
      result = value instanceof Number number ? number.toString() : "0";
    }

    /** It has failed. */
    void failed(String errno) {
      duration = System.nanoTime() - start;
      result = "-" + errno;
    }

    private TraceEvent event() {
      int open = text.indexOf('(');
      boolean plain = open < 0 || !text.endsWith(")");
      return new TraceEvent(
          start,
          TraceEvent.Source.CLIENT,
          TraceEvent.Kind.CALL,
          TraceEvent.Phase.BEFORE_CALL,
          thread,
          plain ? text : text.substring(0, open),
          0,
          0,
          -1,
          -1,
          plain ? "" : text.substring(open + 1, text.length() - 1),
          result,
          duration);
    }
  }

  /** A call starts. */
  synchronized Call start(String call) {
    if (calls.size() == CAPACITY) {
      calls.removeFirst();
      dropped++;
    }
    Call started = new Call(call);
    calls.addLast(started);
    return started;
  }

  /** Oldest first. */
  public synchronized List<TraceEvent> events() {
    List<TraceEvent> events = new ArrayList<>();
    calls.forEach(call -> events.add(call.event()));
    return events;
  }

  /** Number of calls that are not kept any more. */
  public synchronized long dropped() {
    return dropped;
  }
}
