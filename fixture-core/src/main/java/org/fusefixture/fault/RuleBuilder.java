package org.fusefixture.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.effect.Abort;
import org.fusefixture.fault.effect.AddEntries;
import org.fusefixture.fault.effect.Corrupt;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.fault.effect.Delay;
import org.fusefixture.fault.effect.Drop;
import org.fusefixture.fault.effect.Duplicate;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.Fail;
import org.fusefixture.fault.effect.FailAllocation;
import org.fusefixture.fault.effect.FailFsync;
import org.fusefixture.fault.effect.Freeze;
import org.fusefixture.fault.effect.Hang;
import org.fusefixture.fault.effect.HideEntries;
import org.fusefixture.fault.effect.Kill;
import org.fusefixture.fault.effect.LimitHandles;
import org.fusefixture.fault.effect.Lose;
import org.fusefixture.fault.effect.LoseUnsynced;
import org.fusefixture.fault.effect.Malform;
import org.fusefixture.fault.effect.NoSpace;
import org.fusefixture.fault.effect.Notice;
import org.fusefixture.fault.effect.NotifyKernel;
import org.fusefixture.fault.effect.OverLong;
import org.fusefixture.fault.effect.OverrideAttributes;
import org.fusefixture.fault.effect.OverrideStatistics;
import org.fusefixture.fault.effect.Pause;
import org.fusefixture.fault.effect.Power;
import org.fusefixture.fault.effect.Quota;
import org.fusefixture.fault.effect.Reorder;
import org.fusefixture.fault.effect.Restart;
import org.fusefixture.fault.effect.RollBack;
import org.fusefixture.fault.effect.ShortRead;
import org.fusefixture.fault.effect.ShortWrite;
import org.fusefixture.fault.effect.ShuffleEntries;
import org.fusefixture.fault.effect.TakeSnapshot;
import org.fusefixture.fault.effect.Tear;
import org.fusefixture.fault.effect.Throttle;
import org.fusefixture.fault.effect.TornOp;
import org.fusefixture.fault.effect.TornSeq;
import org.fusefixture.fault.trigger.After;
import org.fusefixture.fault.trigger.Between;
import org.fusefixture.fault.trigger.Bytes;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Cycle;
import org.fusefixture.fault.trigger.Every;
import org.fusefixture.fault.trigger.FaultPredicate;
import org.fusefixture.fault.trigger.First;
import org.fusefixture.fault.trigger.Gid;
import org.fusefixture.fault.trigger.Glob;
import org.fusefixture.fault.trigger.NodeId;
import org.fusefixture.fault.trigger.Nth;
import org.fusefixture.fault.trigger.Outcome;
import org.fusefixture.fault.trigger.Path;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.fault.trigger.Pid;
import org.fusefixture.fault.trigger.Prefix;
import org.fusefixture.fault.trigger.Regex;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.fault.trigger.Sequence;
import org.fusefixture.fault.trigger.Suffix;
import org.fusefixture.fault.trigger.Uid;
import org.fusefixture.fault.trigger.When;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.storage.FsyncAftermath;

/**
 * The fluent form of rules: conditions in any order, and the effect last, which makes the rule and
 * hands it on. A value; each method gives a changed copy.
 *
 * @param <R> what becomes of the finished rule: itself, or the receipt of the mount that has it
 */
public final class RuleBuilder<R> {
  private final Function<Rule, R> finish;
  private final String name;
  private final Trigger trigger;
  private final Phase phase;
  private final boolean optional;

  /** A rule on any operation. */
  public RuleBuilder(Function<Rule, R> finish) {
    this(finish, "", Trigger.ANY, null, false);
  }

  private RuleBuilder(
      Function<Rule, R> finish, String name, Trigger trigger, Phase phase, boolean optional) {
    this.finish = finish;
    this.name = name;
    this.trigger = trigger;
    this.phase = phase;
    this.optional = optional;
  }

  /** On these operations only. */
  public RuleBuilder<R> on(Opcode first, Opcode... more) {
    Opcode[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = first;
    return with(trigger.with(Trigger.distinct(all)));
  }

  /** Letters, digits, '_', '.' and '-'; without a name, a rule is numbered. */
  public RuleBuilder<R> named(String value) {
    return new RuleBuilder<>(finish, value, trigger, phase, optional);
  }

  /** The test is content if it never fires. */
  public RuleBuilder<R> optional() {
    return new RuleBuilder<>(finish, name, trigger, phase, true);
  }

  /** At this moment of a request; without it, at the one that is usual for the effect. */
  public RuleBuilder<R> at(Phase value) {
    return new RuleBuilder<>(finish, name, trigger, value, optional);
  }

  /** One path, relative to the root of the mount. */
  public RuleBuilder<R> path(String path) {
    return and(new Path(path));
  }

  /** Paths that match a glob: {@code *} stays within a name, {@code **} crosses directories. */
  public RuleBuilder<R> pathGlob(String glob) {
    return and(new Glob(glob));
  }

  /** Paths that match a regular expression as a whole. */
  public RuleBuilder<R> pathRegex(String regex) {
    return and(new Regex(regex));
  }

  /** Paths that start with a text. */
  public RuleBuilder<R> pathPrefix(String prefix) {
    return and(new Prefix(prefix));
  }

  /** Paths that end with a text. */
  public RuleBuilder<R> pathSuffix(String suffix) {
    return and(new Suffix(suffix));
  }

  /** One inode; for operations on a name, its directory. */
  public RuleBuilder<R> nodeId(org.fusefixture.protocol.NodeId node) {
    return and(new NodeId(node.value()));
  }

  /** Requests that touch the bytes from {@code from}, before {@code to}. */
  public RuleBuilder<R> bytes(long from, long to) {
    return and(new Bytes(from, to));
  }

  /** Requests that touch the block of a number, counted from 0. */
  public RuleBuilder<R> block(long number, int blockSize) {
    return bytes(number * blockSize, (number + 1) * blockSize);
  }

  /** Effective user of the caller. */
  public RuleBuilder<R> uid(int uid) {
    return and(new Uid(uid));
  }

  /** Effective group of the caller. */
  public RuleBuilder<R> gid(int gid) {
    return and(new Gid(gid));
  }

  /** Process of the caller. */
  public RuleBuilder<R> pid(int pid) {
    return and(new Pid(pid));
  }

  /** A time window, counted from the moment when the rule is set. */
  public RuleBuilder<R> between(Duration from, Duration to) {
    return and(new Between(from, to));
  }

  /** A condition of one's own, made anew in the server process. */
  public RuleBuilder<R> when(Class<? extends FaultPredicate> predicate) {
    return and(new When(predicate.getName()));
  }

  /** The n-th request that matches, alone. */
  public RuleBuilder<R> nth(long nth) {
    return with(trigger.with(new Nth(nth)));
  }

  /** Every k-th request that matches. */
  public RuleBuilder<R> every(long every) {
    return with(trigger.with(new Every(every)));
  }

  /** The first n requests that match, and none afterwards. */
  public RuleBuilder<R> first(long first) {
    return with(trigger.with(new First(first)));
  }

  /** All but the first n requests that match. */
  public RuleBuilder<R> after(long after) {
    return with(trigger.with(new After(after)));
  }

  /** What becomes of the first requests; later ones are left alone. */
  public RuleBuilder<R> sequence(Outcome... sequence) {
    return with(trigger.with((Schedule) new Sequence(List.of(sequence))));
  }

  /** What becomes of requests, again and again. */
  public RuleBuilder<R> cycle(Outcome... cycle) {
    return with(trigger.with((Schedule) new Cycle(List.of(cycle))));
  }

  /** So many of the requests that match, drawn from seed, rule, inode, offset and occurrence. */
  public RuleBuilder<R> probability(double probability) {
    return with(trigger.withProbability(probability));
  }

  /** See {@link Fail}; of several errors one is drawn for each request. */
  public R fail(Errno first, Errno... more) {
    Map<Errno, Integer> weights = new EnumMap<>(Errno.class);
    weights.put(first, 1);
    for (Errno errno : more) {
      weights.put(errno, 1);
    }
    return effect(new Fail(weights));
  }

  /** See {@link Fail}; errors by weight. */
  public R fail(Map<Errno, Integer> weights) {
    return effect(new Fail(weights));
  }

  /** See {@link Delay}. */
  public R delay(Duration by) {
    return delay(by, Duration.ZERO);
  }

  /** See {@link Delay}. */
  public R delay(Duration by, Duration jitter) {
    return effect(new Delay(by, jitter));
  }

  /** See {@link Hang}. */
  public R hang() {
    return effect(new Hang(Duration.ZERO));
  }

  /** See {@link Throttle}. */
  public R throttle(long bytesPerSecond) {
    return effect(new Throttle(bytesPerSecond, 0));
  }

  /** See {@link Throttle}. */
  public R throttleOperations(long operationsPerSecond) {
    return effect(new Throttle(0, operationsPerSecond));
  }

  /** See {@link Drop}. */
  public R drop() {
    return effect(new Drop());
  }

  /** See {@link Duplicate}. */
  public R duplicate() {
    return effect(new Duplicate(1));
  }

  /** See {@link Reorder}. */
  public R reorder(int behind) {
    return effect(new Reorder(behind, Duration.ZERO));
  }

  /** See {@link Malform}. */
  public R malform(Defect defect) {
    return effect(new Malform(defect, false));
  }

  /** See {@link OverLong}. */
  public R overLong(int bytes) {
    return effect(new OverLong(bytes));
  }

  /** See {@link ShortRead}. */
  public R shortRead(int bytes) {
    return effect(new ShortRead(bytes));
  }

  /** See {@link ShortWrite}. */
  public R shortWrite(int bytes) {
    return effect(new ShortWrite(bytes));
  }

  /** See {@link Corrupt}. */
  public R corrupt(Damage damage) {
    return effect(new Corrupt(damage));
  }

  /** See {@link Tear}. */
  public R tear(int parts, Integer... keep) {
    return effect(new Tear(parts, List.of(keep)));
  }

  /** See {@link Lose}. */
  public R lose() {
    return effect(new Lose());
  }

  /** See {@link NoSpace}. */
  public R noSpace(long bytes) {
    return effect(new NoSpace(bytes));
  }

  /** See {@link Quota}. */
  public R quota(long bytes) {
    return effect(new Quota(bytes));
  }

  /** See {@link LimitHandles}. */
  public R limitHandles(int most) {
    return effect(new LimitHandles(most, null));
  }

  /** See {@link OverrideAttributes}. */
  public R override(OverrideAttributes attributes) {
    return effect(attributes);
  }

  /** See {@link OverrideStatistics}. */
  public R override(OverrideStatistics statistics) {
    return effect(statistics);
  }

  /** See {@link ShuffleEntries}. */
  public R shuffleEntries() {
    return effect(new ShuffleEntries());
  }

  /** See {@link AddEntries}. */
  public R addEntries(String... names) {
    return effect(new AddEntries(List.of(names)));
  }

  /** See {@link HideEntries}. */
  public R hideEntries(String glob) {
    return effect(new HideEntries(glob));
  }

  /** See {@link NotifyKernel}. */
  public R notifyKernel(Notice notice) {
    return effect(new NotifyKernel(notice));
  }

  /** See {@link Freeze}. */
  public R freeze() {
    return effect(new Freeze());
  }

  /** See {@link Kill}. */
  public R kill() {
    return effect(new Kill());
  }

  /** See {@link Restart}. */
  public R restart() {
    return effect(new Restart());
  }

  /** See {@link Pause}; until the rule is released, removed or reset. */
  public R pause() {
    return pause(Duration.ZERO);
  }

  /** See {@link Pause}. */
  public R pause(Duration limit) {
    return effect(new Pause(limit));
  }

  /** See {@link TakeSnapshot}. */
  public R takeSnapshot(String snapshot) {
    return effect(new TakeSnapshot(snapshot));
  }

  /** See {@link RollBack}. */
  public R rollBack(String snapshot) {
    return effect(new RollBack(snapshot));
  }

  /** See {@link Abort}. */
  public R abort() {
    return effect(new Abort());
  }

  /** See {@link FailAllocation}. */
  public R failAllocation(int nth) {
    return effect(new FailAllocation(nth));
  }

  /** See {@link LoseUnsynced}; there is no power afterwards. */
  public R loseUnsynced() {
    return effect(new LoseUnsynced(Power.CUT, 0));
  }

  /** See {@link TornOp}. */
  public R tornOp(int parts, Integer... persist) {
    return effect(new TornOp(parts, List.of(persist)));
  }

  /** See {@link TornSeq}. */
  public R tornSeq(Integer... persist) {
    return effect(new TornSeq(List.of(persist)));
  }

  /** See {@link FailFsync}; no page of the file can be written. */
  public R failFsync(FsyncAftermath as) {
    return effect(new FailFsync(as, 0, 0));
  }

  /**
   * Ends the rule with any effect.
   *
   * @throws IllegalArgumentException if it could never work, with the reason
   */
  public R effect(Effect effect) {
    Phase at = phase == null ? RuleText.defaultPhase(trigger, effect) : phase;
    return finish.apply(new Rule(name, trigger, at, effect, optional));
  }

  private RuleBuilder<R> and(Condition condition) {
    return with(trigger.and(condition));
  }

  private RuleBuilder<R> with(Trigger value) {
    return new RuleBuilder<>(finish, name, value, phase, optional);
  }
}
