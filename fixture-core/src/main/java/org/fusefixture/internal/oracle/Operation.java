package org.fusefixture.internal.oracle;

import java.util.Objects;
import org.fusefixture.oracle.View.Promise;
import org.jspecify.annotations.Nullable;

/** A call of the client that changes a range of a file. Guarded by its oracle. */
public final class Operation {
  /** Never, on the oracle's clock. */
  private static final long NEVER = Long.MAX_VALUE;

  /** What a call does to its range. */
  enum Change {
    /** None: the file is as it was found. */
    NONE,
    WRITE,
    /** A store into a shared mapping, which the kernel writes from its page cache. */
    STORE,
    TRUNCATION,
    /** A hole is punched, or a range set to zeros. */
    CLEARING
  }

  private final long number;
  private final Change change;
  private final String call;
  private final long start;
  private final long limit;
  private final Moment begun;
  private @Nullable Moment ended;
  private boolean durable;
  private boolean certain = true;
  private boolean mixed;

  /**
   * @param start first byte that it changes
   * @param limit end of what it changes
   */
  Operation(long number, Change change, String call, long start, long limit, Moment begun) {
    this.number = number;
    this.change = change;
    this.call = Objects.requireNonNull(call);
    this.start = start;
    this.limit = limit;
    this.begun = begun;
  }

  long start() {
    return start;
  }

  long limit() {
    return limit;
  }

  void end(Moment now) {
    ended = now;
  }

  /** It failed, and may have taken effect or not. */
  void fail(Moment now) {
    end(now);
    certain = false;
  }

  /** The client changed the pages before it returned: any mixture may have been written. */
  void mix() {
    mixed = true;
  }

  boolean isUnderWay() {
    return ended == null;
  }

  /** Whether it had returned at a time. */
  boolean hasEndedBefore(long tick) {
    return endTick() < tick;
  }

  /** A completed fsync covers it. */
  void makeDurable() {
    durable = true;
  }

  /** Whether a reader that starts at a time may see it half done. */
  boolean mayBeHalfDone(long tick) {
    return mixed || !certain || endTick() >= tick;
  }

  /** Whether it started after another had ended, and had ended when a reader started at a time. */
  boolean replaces(Operation earlier, long tick, Promise promise) {
    return certain
        && (durable || promise == Promise.RETURNED)
        && endTick() < tick
        && begun.tick() > earlier.endTick();
  }

  private long endTick() {
    return ended == null ? NEVER : ended.tick();
  }

  /** What a message has to know of it. */
  Expectation.Origin origin() {
    return new Expectation.Origin(number, change, start, limit, describe());
  }

  /** The call and its times. */
  private String describe() {
    String how =
        ended == null
            ? "still under way"
            : (certain ? "returned after " : "failed after ") + begun.until(ended);
    return "#" + number + " " + call + " (at " + begun + ", " + how + ")";
  }

  /**
   * A point in time.
   *
   * @param tick unique within the oracle, and increasing
   * @param nanos since the oracle was made
   */
  record Moment(long tick, long nanos) {
    String until(Moment later) {
      return String.format("%.3f ms", (later.nanos - nanos) / 1e6);
    }

    @Override
    public String toString() {
      return String.format("%.6f s", nanos / 1e9);
    }
  }
}
