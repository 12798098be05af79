package org.fusefixture.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.FaultPredicate;
import org.fusefixture.fault.trigger.Outcome;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.PathCondition;
import org.fusefixture.internal.fault.trigger.RequestCondition;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * The fluent form of rules: conditions in any order, and at last the verb of an effect, which
 * creates the rule and hands it on. A value; each method returns a changed copy.
 *
 * @param <R> what becomes of the finished rule: itself, or the receipt of the mount that has it
 */
public final class RuleBuilder<R> extends EffectVerbs<R> {
  private final Function<Rule, R> finish;
  private final String name;
  private final Trigger trigger;
  private final Optional<Phase> phase;
  private final boolean optional;

  /** A rule on every operation on which its effect works. */
  public RuleBuilder(Function<Rule, R> finish) {
    this(finish, "", Trigger.ANY, Optional.empty(), false);
  }

  private RuleBuilder(
      Function<Rule, R> finish,
      String name,
      Trigger trigger,
      Optional<Phase> phase,
      boolean optional) {
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

  /** Letters, digits, '_', '.' and '-'; a rule without a name gets a number. */
  public RuleBuilder<R> named(String value) {
    return new RuleBuilder<>(finish, value, trigger, phase, optional);
  }

  /** Does not fail the test if the rule never fires. */
  public RuleBuilder<R> optional() {
    return new RuleBuilder<>(finish, name, trigger, phase, true);
  }

  /** At this phase of a request; without it, at the phase that is usual for the effect. */
  public RuleBuilder<R> at(Phase value) {
    return new RuleBuilder<>(finish, name, trigger, Optional.of(value), optional);
  }

  /** One path, relative to the root of the mount. */
  public RuleBuilder<R> path(String path) {
    return and(new PathCondition.Path(path));
  }

  /** Paths that match a glob: {@code *} stays within a name, {@code **} crosses directories. */
  public RuleBuilder<R> pathGlob(String glob) {
    return and(new PathCondition.Glob(glob));
  }

  /** Paths that match a regular expression as a whole. */
  public RuleBuilder<R> pathRegex(String regex) {
    return and(new PathCondition.Regex(regex));
  }

  /** Paths that start with a text. */
  public RuleBuilder<R> pathPrefix(String prefix) {
    return and(new PathCondition.Prefix(prefix));
  }

  /** Paths that end with a text. */
  public RuleBuilder<R> pathSuffix(String suffix) {
    return and(new PathCondition.Suffix(suffix));
  }

  /** One inode; for operations on a name, its directory. */
  public RuleBuilder<R> nodeId(NodeId node) {
    return and(new RequestCondition.NodeId(node.value()));
  }

  /** Requests that touch at least one byte from {@code from} on and before {@code to}. */
  public RuleBuilder<R> bytes(Offset from, Offset to) {
    return and(new RequestCondition.Bytes(from.bytes(), to.bytes()));
  }

  /** Requests that touch a block, counted from 0. */
  public RuleBuilder<R> block(long number, ByteSize size) {
    return bytes(Offset.at(size.times(number)), Offset.at(size.times(number + 1)));
  }

  /** Effective user of the caller. */
  public RuleBuilder<R> uid(int uid) {
    return and(new RequestCondition.Uid(uid));
  }

  /** Effective group of the caller. */
  public RuleBuilder<R> gid(int gid) {
    return and(new RequestCondition.Gid(gid));
  }

  /** Thread of the caller, and so its process if that has a single thread. */
  public RuleBuilder<R> pid(int pid) {
    return and(new RequestCondition.Pid(pid));
  }

  /** A time window, counted from the moment when the rule is set. */
  public RuleBuilder<R> between(Duration from, Duration to) {
    return and(new RequestCondition.Between(from, to));
  }

  /** A condition of your own, created in the server process. */
  public RuleBuilder<R> when(Class<? extends FaultPredicate> predicate) {
    return and(new RequestCondition.When(predicate.getName()));
  }

  /** The n-th request that matches, alone. */
  public RuleBuilder<R> nth(long nth) {
    return with(new CountingSchedule.Nth(nth));
  }

  /** Every k-th request that matches. */
  public RuleBuilder<R> every(long every) {
    return with(new CountingSchedule.Every(every));
  }

  /** The first n requests that match, and none afterwards. */
  public RuleBuilder<R> first(long first) {
    return with(new CountingSchedule.First(first));
  }

  /** All but the first n requests that match. */
  public RuleBuilder<R> after(long after) {
    return with(new CountingSchedule.After(after));
  }

  /** Says for each of the first requests whether it is hit; later ones are left alone. */
  public RuleBuilder<R> sequence(Outcome... sequence) {
    return with(new CountingSchedule.Sequence(List.of(sequence)));
  }

  /** Says for each request whether it is hit, and starts again when it ends. */
  public RuleBuilder<R> cycle(Outcome... cycle) {
    return with(new CountingSchedule.Cycle(List.of(cycle)));
  }

  /**
   * This share of the requests that match, drawn from seed, rule, inode, offset and occurrence.
   *
   * @param probability above 0 and at most 1
   */
  public RuleBuilder<R> probability(double probability) {
    return with(trigger.withProbability(probability));
  }

  @Override
  R effect(Effect effect) {
    Phase at = phase.orElseGet(() -> RuleText.defaultPhase(trigger, effect));
    return finish.apply(new Rule(name, trigger, at, effect, optional));
  }

  private RuleBuilder<R> and(Condition condition) {
    return with(trigger.and(condition));
  }

  private RuleBuilder<R> with(Schedule schedule) {
    return with(trigger.with(schedule));
  }

  private RuleBuilder<R> with(Trigger value) {
    return new RuleBuilder<>(finish, name, value, phase, optional);
  }
}
