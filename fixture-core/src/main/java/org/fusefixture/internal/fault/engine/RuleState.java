package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.effect.ShortWrite;
import org.fusefixture.fault.effect.Tear;
import org.fusefixture.fault.effect.Throttle;
import org.fusefixture.fault.trigger.Bytes;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.fault.trigger.Schedule;

/** A rule that is set, and its account. */
public final class RuleState {
  private static final int MOST_FIRINGS = 1000;

  private record Place(long nodeId, long position) {}

  private final Rule rule;
  private final long seed;
  private final long setAt;
  private final boolean effective;
  private final Schedule schedule;
  private final double probability;
  private final Criterion[] ofNode;
  private final Criterion[] ofRequest;
  private final Bytes range;
  private final boolean timed;
  private final Misses misses;
  private final Account account;
  private final ConcurrentHashMap<Place, AtomicLong> occurrences = new ConcurrentHashMap<>();
  private final AtomicLong matched = new AtomicLong();
  private final AtomicLong drawn = new AtomicLong();
  private final AtomicLong fired = new AtomicLong();
  private final List<Firing> firings = new ArrayList<>();
  private int releases;
  private volatile boolean ended;

  RuleState(Rule set, long seed, long now) {
    rule = Mutations.disable("Phase") ? atUsualPhase(set) : set;
    effective = !Mutations.disable(rule.effect());
    schedule =
        Mutations.disable(rule.trigger().schedule()) ? Schedule.ALWAYS : rule.trigger().schedule();
    probability =
        rule.trigger().probability() < 1 && Mutations.disable("Probability")
            ? 1
            : rule.trigger().probability();
    this.seed = Draw.mix(seed, Draw.hash(rule.name()));
    setAt = now;
    List<Criterion> tests = rule.trigger().conditions().stream().map(Criterion::new).toList();
    ofNode = tests.stream().filter(Criterion::isOfNode).toArray(Criterion[]::new);
    ofRequest =
        tests.stream()
            .filter(test -> !test.isOfNode())
            .sorted(Comparator.comparing(test -> test.range() == null))
            .toArray(Criterion[]::new);
    range = ofRequest.length > 0 ? ofRequest[0].range() : null;
    timed = tests.stream().anyMatch(Criterion::dependsOnTime);
    misses = new Misses(tests.size());
    account = new Account(rule.effect());
  }

  private static Rule atUsualPhase(Rule rule) {
    Phase usual = rule.effect().defaultPhase(rule.opcodes().iterator().next());
    return usual == rule.phase()
        ? rule
        : new Rule(rule.name(), rule.trigger(), usual, rule.effect(), rule.optional());
  }

  /** Whether the effect does anything; false in tests of the tests only. */
  boolean isEffective() {
    return effective;
  }

  /** What is to happen when. */
  public Rule rule() {
    return rule;
  }

  /** First byte of its range. */
  long from() {
    return range == null ? Long.MIN_VALUE : range.from();
  }

  /** First byte after its range. */
  long to() {
    return range == null ? Long.MAX_VALUE : range.to();
  }

  /** A request does not touch its range. */
  void missRange(ObservedRequest request) {
    miss(ofNode.length, request, 0);
  }

  boolean dependsOnNode() {
    return ofNode.length > 0;
  }

  /** Whether it can match requests about the inode or the names of this one. */
  boolean concerns(ObservedRequest request) {
    for (int i = 0; i < ofNode.length; i++) {
      if (!ofNode[i].meets(request, 0)) {
        miss(i, request, 0);
        return false;
      }
    }
    return true;
  }

  /**
   * Decides about a request that {@link #concerns} let pass, and keeps account of it.
   *
   * @param reply the whole reply where there is one, otherwise null
   * @param length of the reply in bytes
   * @param clock the engine's, read at need
   * @return null if it is not hit
   */
  Hit decide(ObservedRequest request, ByteBuffer reply, int length, LongSupplier clock) {
    long sinceSet = timed ? clock.getAsLong() - setAt : 0;
    for (int i = 0; i < ofRequest.length; i++) {
      if (!ofRequest[i].meets(request, sinceSet)) {
        miss(ofNode.length + i, request, sinceSet);
        return null;
      }
    }
    if (ended) {
      return null;
    }
    String obstacle = obstacle(request, reply, length);
    if (obstacle != null) {
      afterConditions(request, obstacle);
      return null;
    }
    matched.incrementAndGet();
    long occurrence =
        occurrences
            .computeIfAbsent(
                new Place(request.nodeId(), request.position()), place -> new AtomicLong())
            .incrementAndGet();
    long draw =
        Draw.mix(Draw.mix(Draw.mix(seed, request.nodeId()), request.position()), occurrence);
    if (!Draw.within(draw, probability)) {
      afterConditions(request, "it was not drawn");
      return null;
    }
    long count = drawn.incrementAndGet();
    if (!schedule.hits(count)) {
      afterConditions(request, "it was number " + count + ", which the schedule leaves alone");
      return null;
    }
    long admitted = account.admit(request);
    if (admitted == Account.ALL && Effects.keepsAccount(rule.effect())) {
      afterConditions(request, "the limit was not reached");
      return null;
    }
    long effectDraw = Draw.mix(draw, 1);
    Firing firing =
        firing(
            request,
            occurrence,
            clock.getAsLong() - setAt,
            Effects.detail(rule.effect(), effectDraw, admitted));
    int before = Effects.canMiss(rule.effect()) ? releases() : fire(firing);
    return new Hit(this, rule.phase(), effectDraw, admitted, before, firing);
  }

  /** Where the effect has to wait for its turn: until when, by the engine's clock. */
  public long occupy(long bytes, long now) {
    return account.occupy((Throttle) rule.effect(), bytes, now);
  }

  Account account() {
    return account;
  }

  synchronized int releases() {
    return releases;
  }

  /** What waits on it, goes on. */
  synchronized void release() {
    releases++;
  }

  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  synchronized RuleReceipt receipt() {
    return new RuleReceipt(
        rule.name(),
        rule.toString(),
        rule.optional(),
        matched.get(),
        fired.get(),
        firings,
        misses.describe());
  }

  private String obstacle(ObservedRequest request, ByteBuffer reply, int length) {
    if (rule.effect() instanceof ShortWrite part && request.size() <= part.bytes()) {
      return "it has " + request.size() + " bytes only, so that nothing is left to cut off";
    }
    if (rule.effect() instanceof Tear tear && request.size() < tear.parts()) {
      return "its " + request.size() + " bytes cannot be cut into " + tear.parts() + " parts";
    }
    return rule.phase() == Phase.BEFORE_REPLY
        ? ReplyChanges.obstacle(rule.effect(), request, reply, length)
        : null;
  }

  private Firing firing(ObservedRequest request, long occurrence, long sinceSet, String detail) {
    return new Firing(
        request.unique(),
        request.opcode(),
        request.nodeId(),
        request.isAboutName() ? request.position() : request.offset(),
        request.size(),
        occurrence,
        rule.phase(),
        sinceSet,
        System.currentTimeMillis(),
        detail);
  }

  /** How often it was released before. */
  private synchronized int fire(Firing firing) {
    fired.incrementAndGet();
    if (firings.size() < MOST_FIRINGS) {
      firings.add(firing);
    }
    return releases;
  }

  /** See {@link Hit#confirm}. */
  void confirm(Firing firing, String detail) {
    fire(firing.withDetail(detail));
  }

  /** See {@link Hit#miss}. */
  synchronized void missed(Firing firing, String why) {
    int place = ofNode.length + ofRequest.length;
    misses.count(place);
    if (misses.wantsExample(place)) {
      misses.example(
          place,
          firing.opcode() + " " + Long.toUnsignedString(firing.unique()) + " was hit, but " + why);
    }
  }

  private void miss(int condition, ObservedRequest request, long sinceSet) {
    misses.count(condition);
    if (misses.wantsExample(condition)) {
      misses.example(
          condition, before(request, condition) + test(condition).explain(request, sinceSet));
    }
  }

  private void afterConditions(ObservedRequest request, String why) {
    int place = ofNode.length + ofRequest.length;
    misses.count(place);
    if (misses.wantsExample(place)) {
      misses.example(place, before(request, place) + why);
    }
  }

  private String before(ObservedRequest request, int conditions) {
    StringBuilder text = new StringBuilder();
    text.append(request.opcode()).append(' ').append(Long.toUnsignedString(request.unique()));
    for (int i = 0; i < conditions; i++) {
      text.append(i == 0 ? " matched " : ", ").append(test(i).name());
    }
    return text.append(conditions == 0 ? ": " : ", but ").toString();
  }

  private Criterion test(int index) {
    return index < ofNode.length ? ofNode[index] : ofRequest[index - ofNode.length];
  }
}
