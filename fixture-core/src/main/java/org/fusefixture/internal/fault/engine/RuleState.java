package org.fusefixture.internal.fault.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.internal.fault.effect.Acts;
import org.fusefixture.internal.fault.effect.Admission;
import org.fusefixture.internal.fault.effect.Draw;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.effect.ReplyMessage;
import org.fusefixture.internal.fault.trigger.Criterion;
import org.fusefixture.internal.fault.trigger.RequestCondition;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;

/** A rule that is set, and what it has matched and hit. */
public final class RuleState {
  private static final int MOST_FIRINGS = 1000;

  private record Place(long nodeId, long position) {}

  private final Rule rule;
  private final FaultEffect effect;
  private final Acts acts;
  private final Admission admission;
  private final long seed;
  private final long setAt;
  private final Criterion[] ofNode;
  private final Criterion[] ofRequest;
  private final Optional<RequestCondition.Bytes> range;
  private final boolean timed;
  private final Misses misses;
  private final ConcurrentHashMap<Place, AtomicLong> occurrences = new ConcurrentHashMap<>();
  private final AtomicLong matched = new AtomicLong();
  private final AtomicLong drawn = new AtomicLong();
  private final AtomicLong fired = new AtomicLong();
  private final List<Firing> firings = new ArrayList<>();
  private long busyUntil;
  private int releases;
  private volatile boolean ended;

  RuleState(Rule rule, long seed, long now) {
    this.rule = rule;
    effect = (FaultEffect) rule.effect();
    acts = effect.acts();
    admission = effect.newAdmission();
    this.seed = Draw.mix(seed, Draw.hash(rule.name()));
    setAt = now;
    List<Criterion> criteria =
        rule.trigger().conditions().stream()
            .map(condition -> ((RequestCondition) condition).ready())
            .toList();
    ofNode = criteria.stream().filter(Criterion::isOfNode).toArray(Criterion[]::new);
    ofRequest =
        criteria.stream()
            .filter(criterion -> !criterion.isOfNode())
            .sorted(Comparator.comparing(criterion -> criterion.range().isEmpty()))
            .toArray(Criterion[]::new);
    range = ofRequest.length > 0 ? ofRequest[0].range() : Optional.empty();
    timed = criteria.stream().anyMatch(Criterion::dependsOnTime);
    misses = new Misses(criteria.size());
  }

  /** What happens when. */
  public Rule rule() {
    return rule;
  }

  /** First byte of its range. */
  long from() {
    return range.map(RequestCondition.Bytes::from).orElse(Long.MIN_VALUE);
  }

  /** First byte after its range. */
  long to() {
    return range.map(RequestCondition.Bytes::to).orElse(Long.MAX_VALUE);
  }

  /** A request does not touch its range. */
  void missRange(ObservedRequest request) {
    miss(ofNode.length, request, 0);
  }

  boolean dependsOnNode() {
    return ofNode.length > 0;
  }

  /** Whether it can match requests on the inode or the names of this one. */
  boolean concerns(ObservedRequest request) {
    for (int i = 0; i < ofNode.length; i++) {
      if (!ofNode[i].accepts(request, 0)) {
        miss(i, request, 0);
        return false;
      }
    }
    return true;
  }

  /**
   * Decides about a request that {@link #concerns} has let pass, and counts it.
   *
   * @param reply at BEFORE_REPLY, otherwise null
   * @param clock of the engine, read only if needed
   * @return null if it is not hit
   */
  Hit decide(ObservedRequest request, ReplyMessage reply, LongSupplier clock) {
    long sinceSet = timed ? clock.getAsLong() - setAt : 0;
    for (int i = 0; i < ofRequest.length; i++) {
      if (!ofRequest[i].accepts(request, sinceSet)) {
        miss(ofNode.length + i, request, sinceSet);
        return null;
      }
    }
    if (ended) {
      return null;
    }
    Optional<String> obstacle =
        reply == null ? effect.obstacle(request) : effect.obstacle(request, reply);
    if (obstacle.isPresent()) {
      afterConditions(request, obstacle.get());
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
    if (!Draw.within(draw, rule.trigger().probability())) {
      afterConditions(request, "it was not drawn");
      return null;
    }
    long count = drawn.incrementAndGet();
    if (!rule.trigger().schedule().hits(count)) {
      afterConditions(request, "it was number " + count + ", which the schedule leaves alone");
      return null;
    }
    long admitted = admission.admit(request);
    if (admitted == Admission.NOT_HIT) {
      afterConditions(request, "the limit was not reached");
      return null;
    }
    long effectDraw = Draw.mix(draw, 1);
    Firing firing =
        firing(
            request,
            occurrence,
            clock.getAsLong() - setAt,
            admitted > 0 ? admitted + " bytes still fit" : effect.detail(effectDraw));
    int before = effect.isConfirmedByAct() ? releases() : fire(firing);
    return new Hit(this, rule.phase(), effectDraw, admitted, before, firing);
  }

  /**
   * Puts a request into the queue of a device that serves one after the other.
   *
   * @return when it is served, by the engine's clock
   */
  public synchronized long enqueue(long serviceNanos, long now) {
    busyUntil = Math.max(busyUntil, now) + serviceNanos;
    return busyUntil;
  }

  Acts acts() {
    return acts;
  }

  Admission admission() {
    return admission;
  }

  synchronized int releases() {
    return releases;
  }

  /** Releases what it holds up. */
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

  private Firing firing(ObservedRequest request, long occurrence, long sinceSet, String detail) {
    return new Firing(
        new Unique(request.unique()),
        request.opcode(),
        new NodeId(request.nodeId()),
        new Offset(request.isAboutName() ? request.position() : request.offset()),
        ByteSize.bytes(request.size()),
        occurrence,
        rule.phase(),
        Duration.ofNanos(sinceSet),
        Instant.ofEpochMilli(System.currentTimeMillis()),
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
      misses.example(place, firing.opcode() + " " + firing.unique() + " was hit, but " + why);
    }
  }

  private void miss(int condition, ObservedRequest request, long sinceSet) {
    misses.count(condition);
    if (misses.wantsExample(condition)) {
      misses.example(
          condition, before(request, condition) + criterion(condition).explain(request, sinceSet));
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
      text.append(i == 0 ? " matched " : ", ").append(criterion(i).label());
    }
    return text.append(conditions == 0 ? ": " : ", but ").toString();
  }

  private Criterion criterion(int index) {
    return index < ofNode.length ? ofNode[index] : ofRequest[index - ofNode.length];
  }
}
