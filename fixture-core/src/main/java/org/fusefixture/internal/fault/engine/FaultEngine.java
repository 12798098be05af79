package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.Request;

/**
 * The faults of one mount. While no rule is set it costs a request one read of a volatile field. A
 * rule hits requests that are received after it was set.
 */
public final class FaultEngine {
  /** No time at all, for {@link #await}. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final long seed;
  private final LongSupplier clock;
  private final PathIndex paths = new PathIndex();
  private final Map<String, RuleState> rules = new LinkedHashMap<>();
  private final List<RuleState> removed = new ArrayList<>();
  private volatile ActiveRules active;
  private int numbered;
  private boolean closed;

  /**
   * @param seed of all that is drawn, unless rules are set with another
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  public FaultEngine(long seed, LongSupplier clock) {
    this.seed = seed;
    this.clock = clock;
  }

  /** The rules that are set, or null while there is none. */
  public ActiveRules active() {
    return active;
  }

  /** The names of inodes. */
  public PathIndex paths() {
    return paths;
  }

  /** Nanoseconds. */
  public long now() {
    return clock.getAsLong();
  }

  /** A view to look at requests with, one for each that is looked at at a time. */
  public ObservedRequest newObservation() {
    return new ObservedRequest(paths);
  }

  /**
   * Sets further rules, all or none.
   *
   * @param otherSeed for what these rules draw; null for the engine's
   * @return their names
   * @throws IllegalArgumentException if a name is taken, or a predicate cannot be made
   */
  public synchronized List<String> set(List<Rule> more, Long otherSeed) {
    if (closed) {
      throw new IllegalArgumentException("the session is over; faults are of no use any more");
    }
    Map<String, RuleState> states = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(rules.keySet());
    int number = numbered;
    for (Rule rule : more) {
      Rule named = rule;
      while (named.name().isEmpty() || taken.contains(named.name()) && rule.name().isEmpty()) {
        named = rule.withName("fault-" + ++number);
      }
      if (!taken.add(named.name())) {
        throw new IllegalArgumentException(
            "a rule called "
                + named.name()
                + " is set already; remove it first, or name this one otherwise");
      }
      long drawSeed = otherSeed == null ? seed : otherSeed;
      states.put(named.name(), new RuleState(named, drawSeed, now()));
    }
    numbered = number;
    rules.putAll(states);
    publish();
    return List.copyOf(states.keySet());
  }

  /** Takes a rule back, and lets go on what it holds up; false if there is none of the name. */
  public synchronized boolean remove(String name) {
    RuleState state = rules.remove(name);
    if (state == null) {
      return false;
    }
    end(state);
    removed.add(state);
    publish();
    return true;
  }

  /** Takes all rules back, lets go on what they hold up, and forgets them; their last receipts. */
  public synchronized List<RuleReceipt> reset() {
    rules.values().forEach(this::end);
    List<RuleReceipt> last = receipts();
    rules.clear();
    removed.clear();
    numbered = 0;
    publish();
    notifyAll();
    return last;
  }

  /** Lets go on what a rule holds up; the rule stays. */
  public synchronized boolean release(String name) {
    RuleState state = rules.get(name);
    if (state != null) {
      state.release();
      notifyAll();
    }
    return state != null;
  }

  /** Lets go on what any rule holds up; the rules stay. */
  public synchronized void releaseAll() {
    rules.values().forEach(RuleState::release);
    notifyAll();
  }

  /** Everything goes on, and nothing is hit any more. */
  public synchronized void close() {
    closed = true;
    rules.values().forEach(this::end);
    active = null;
    notifyAll();
  }

  /** Of the rules that are set, and of those removed since the last reset. */
  public synchronized List<RuleReceipt> receipts() {
    List<RuleReceipt> receipts = new ArrayList<>();
    removed.forEach(state -> receipts.add(state.receipt()));
    rules.values().forEach(state -> receipts.add(state.receipt()));
    return receipts;
  }

  /**
   * The first rule from an index on that hits a request at a phase, or null.
   *
   * @param reply the whole reply at BEFORE_REPLY, otherwise null
   * @param cursor index of the first rule to ask; is set behind the one that hits
   */
  public Hit next(
      Candidates candidates,
      Phase phase,
      ObservedRequest request,
      ByteBuffer reply,
      int length,
      Cursor cursor) {
    RuleState[] states = candidates.at(phase);
    while (true) {
      cursor.index = candidates.touching(phase, cursor.index, request);
      if (cursor.index == states.length) {
        return null;
      }
      Hit hit = states[cursor.index++].decide(request, reply, length, clock);
      if (hit != null && hit.state().isEffective()) {
        return hit;
      }
    }
  }

  /** A place in the rules of a phase. */
  public static final class Cursor {
    private int index;

    /** Back to the first. */
    public void reset() {
      index = 0;
    }
  }

  /** Notes handles that are opened, of a request that a rule may have let pass. */
  public void answered(
      ActiveRules set, Opcode opcode, long unique, Request request, ByteBuffer message) {
    ReplyShape shape = opcode.shape();
    if (set.handleLimits().length == 0 || !shape.hasHandle()) {
      return;
    }
    boolean success = !ReplyHeader.isError(message);
    long handle = success ? ReplyFields.handle(shape, message) : 0;
    long nodeId =
        success && shape.hasEntry() ? ReplyFields.nodeId(shape, message) : request.nodeId().value();
    for (RuleState limit : set.handleLimits()) {
      limit.account().opened(unique, nodeId, handle, success);
    }
  }

  /** Notes handles that are closed. */
  public void received(ActiveRules set, Request request) {
    if (request instanceof HandleRequest.Release release) {
      long handle = release.fileHandle().value();
      for (RuleState limit : set.handleLimits()) {
        limit.account().released(request.nodeId().value(), handle);
      }
    }
  }

  /**
   * Waits until a time, or until the rule is released, removed or reset after it has hit, or the
   * session ends.
   *
   * @param end by the engine's clock, or {@link #FOREVER}
   * @return false if the time passed
   */
  public boolean await(Hit hit, long end) throws InterruptedException {
    RuleState state = hit.state();
    synchronized (this) {
      while (!closed && !state.isEnded() && state.releases() == hit.releases()) {
        long left = end == FOREVER ? FOREVER : end - now();
        if (left <= 0) {
          return false;
        }
        java.util.concurrent.TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    }
  }

  private void end(RuleState state) {
    state.end();
    notifyAll();
  }

  private void publish() {
    active = rules.isEmpty() ? null : new ActiveRules(List.copyOf(rules.values()), paths);
  }
}
