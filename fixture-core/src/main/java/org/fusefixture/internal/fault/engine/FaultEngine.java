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
import org.fusefixture.internal.fault.effect.ReplyMessage;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.Request;

/**
 * The rules of one mount. While none is set, a request costs one read of a volatile field. A rule
 * hits requests that are received after it was set.
 */
public final class FaultEngine {
  /** No limit, for {@link #await}. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final LongSupplier clock;
  private final PathIndex paths = new PathIndex();
  private final Map<String, RuleState> rules = new LinkedHashMap<>();
  private final List<RuleState> removed = new ArrayList<>();
  private volatile ActiveRules active;
  private int numbered;
  private boolean closed;

  /**
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  public FaultEngine(LongSupplier clock) {
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

  /** A view of requests; one is needed for each request that is looked at at the same time. */
  public ObservedRequest newObservation() {
    return new ObservedRequest(paths);
  }

  /**
   * Sets further rules, all or none.
   *
   * @param seed decides everything random in these rules
   * @return their names
   * @throws IllegalArgumentException if a name is taken, or a predicate cannot be made
   */
  public synchronized List<String> set(List<Rule> more, long seed) {
    if (closed) {
      throw new IllegalArgumentException("the session has ended, so that no fault can be set");
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
            "a rule with the name "
                + named.name()
                + " is set already; remove it first, or give this one another name");
      }
      states.put(named.name(), new RuleState(named, seed, now()));
    }
    numbered = number;
    rules.putAll(states);
    publish();
    return List.copyOf(states.keySet());
  }

  /** Removes a rule, and releases what it holds up; false if there is no rule of this name. */
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

  /** Removes and forgets all rules, and releases what they hold up; returns their receipts. */
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

  /** Releases what a rule holds up; the rule stays. False if there is no rule of this name. */
  public synchronized boolean release(String name) {
    RuleState state = rules.get(name);
    if (state != null) {
      state.release();
      notifyAll();
    }
    return state != null;
  }

  /** Releases what all rules hold up; the rules stay. */
  public synchronized void releaseAll() {
    rules.values().forEach(RuleState::release);
    notifyAll();
  }

  /** Releases everything, and hits nothing from now on. */
  public synchronized void close() {
    closed = true;
    rules.values().forEach(this::end);
    active = null;
    notifyAll();
  }

  /** Receipts of the rules that are set, and of those removed since the last reset. */
  public synchronized List<RuleReceipt> receipts() {
    List<RuleReceipt> receipts = new ArrayList<>();
    removed.forEach(state -> receipts.add(state.receipt()));
    rules.values().forEach(state -> receipts.add(state.receipt()));
    return receipts;
  }

  /**
   * The first rule from an index on that hits a request at a phase, or null.
   *
   * @param reply at BEFORE_REPLY, otherwise null
   * @param cursor the first rule to ask; moves behind the one that hits
   */
  public Hit next(
      Candidates candidates,
      Phase phase,
      ObservedRequest request,
      ReplyMessage reply,
      Cursor cursor) {
    RuleState[] states = candidates.at(phase);
    while (true) {
      cursor.index = candidates.touching(phase, cursor.index, request);
      if (cursor.index == states.length) {
        return null;
      }
      Hit hit = states[cursor.index++].decide(request, reply, clock);
      if (hit != null) {
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
      limit.admission().opened(unique, nodeId, handle, success);
    }
  }

  /** Notes handles that are closed. */
  public void received(ActiveRules set, Request request) {
    if (request instanceof HandleRequest.Release release) {
      long handle = release.fileHandle().value();
      for (RuleState limit : set.handleLimits()) {
        limit.admission().released(request.nodeId().value(), handle);
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
