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

  /**
   * A rule on every operation on which its effect works.
   *
   * @param finish what is done with the finished rule
   */
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

  /**
   * {@return a copy for requests of these operations only}
   *
   * @param first an operation
   * @param more further operations
   */
  public RuleBuilder<R> on(Opcode first, Opcode... more) {
    Opcode[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = first;
    return with(trigger.with(Trigger.distinct(all)));
  }

  /**
   * {@return a copy with a name; a rule without one gets a number}
   *
   * @param value letters, digits, '_', '.' and '-'
   */
  public RuleBuilder<R> named(String value) {
    return new RuleBuilder<>(finish, value, trigger, phase, optional);
  }

  /** {@return a copy that does not fail the test if it never fires} */
  public RuleBuilder<R> optional() {
    return new RuleBuilder<>(finish, name, trigger, phase, true);
  }

  /**
   * {@return a copy that hits at a phase of the request; without it, at the one usual for the
   * effect}
   *
   * @param value one of {@link Effect#phases()}
   */
  public RuleBuilder<R> at(Phase value) {
    return new RuleBuilder<>(finish, name, trigger, Optional.of(value), optional);
  }

  /**
   * {@return a copy for requests of one path}
   *
   * @param path relative to the root of the mount
   */
  public RuleBuilder<R> path(String path) {
    return and(new PathCondition.Path(path));
  }

  /**
   * {@return a copy for requests of paths that match a glob}
   *
   * @param glob in which {@code *} stays within a name, and {@code **} crosses directories
   */
  public RuleBuilder<R> pathGlob(String glob) {
    return and(new PathCondition.Glob(glob));
  }

  /**
   * {@return a copy for requests of paths that match a regular expression}
   *
   * @param regex that matches the path as a whole
   */
  public RuleBuilder<R> pathRegex(String regex) {
    return and(new PathCondition.Regex(regex));
  }

  /**
   * {@return a copy for requests of paths that start with a text}
   *
   * @param prefix of the path, relative to the root of the mount
   */
  public RuleBuilder<R> pathPrefix(String prefix) {
    return and(new PathCondition.Prefix(prefix));
  }

  /**
   * {@return a copy for requests of paths that end with a text}
   *
   * @param suffix of the path
   */
  public RuleBuilder<R> pathSuffix(String suffix) {
    return and(new PathCondition.Suffix(suffix));
  }

  /**
   * {@return a copy for requests of one inode}
   *
   * @param node the inode; for operations on a name, its directory
   */
  public RuleBuilder<R> nodeId(NodeId node) {
    return and(new RequestCondition.NodeId(node.value()));
  }

  /**
   * {@return a copy for requests that touch at least one byte of a range}
   *
   * @param from first byte
   * @param to first byte after the range
   */
  public RuleBuilder<R> bytes(Offset from, Offset to) {
    return and(new RequestCondition.Bytes(from.bytes(), to.bytes()));
  }

  /**
   * {@return a copy for requests that touch a block}
   *
   * @param number of the block, from 0
   * @param size of a block
   */
  public RuleBuilder<R> block(long number, ByteSize size) {
    return bytes(Offset.at(size.times(number)), Offset.at(size.times(number + 1)));
  }

  /**
   * {@return a copy for requests of one user}
   *
   * @param uid effective user of the caller
   */
  public RuleBuilder<R> uid(int uid) {
    return and(new RequestCondition.Uid(uid));
  }

  /**
   * {@return a copy for requests of one group}
   *
   * @param gid effective group of the caller
   */
  public RuleBuilder<R> gid(int gid) {
    return and(new RequestCondition.Gid(gid));
  }

  /**
   * {@return a copy for requests of one thread, and so of its process if that has a single thread}
   *
   * @param pid thread of the caller, 1 or more
   */
  public RuleBuilder<R> pid(int pid) {
    return and(new RequestCondition.Pid(pid));
  }

  /**
   * {@return a copy for requests within a time window}
   *
   * @param from start, counted from the moment when the rule is set
   * @param to end, counted likewise
   */
  public RuleBuilder<R> between(Duration from, Duration to) {
    return and(new RequestCondition.Between(from, to));
  }

  /**
   * {@return a copy for requests that meet a condition of your own}
   *
   * @param predicate created in the server process, see {@link FaultPredicate}
   */
  public RuleBuilder<R> when(Class<? extends FaultPredicate> predicate) {
    return and(new RequestCondition.When(predicate.getName()));
  }

  /**
   * {@return a copy that hits one request alone}
   *
   * @param nth of the requests that match, from 1
   */
  public RuleBuilder<R> nth(long nth) {
    return with(new CountingSchedule.Nth(nth));
  }

  /**
   * {@return a copy that hits every k-th request}
   *
   * @param every of the requests that match, 1 or more
   */
  public RuleBuilder<R> every(long every) {
    return with(new CountingSchedule.Every(every));
  }

  /**
   * {@return a copy that hits the first n requests, and none afterwards}
   *
   * @param first number of requests that match, 1 or more
   */
  public RuleBuilder<R> first(long first) {
    return with(new CountingSchedule.First(first));
  }

  /**
   * {@return a copy that hits all but the first n requests}
   *
   * @param after number of requests that match, 1 or more
   */
  public RuleBuilder<R> after(long after) {
    return with(new CountingSchedule.After(after));
  }

  /**
   * {@return a copy that hits some of the first requests that match, and leaves later ones alone}
   *
   * @param sequence one outcome for each of the first requests
   */
  public RuleBuilder<R> sequence(Outcome... sequence) {
    return with(new CountingSchedule.Sequence(List.of(sequence)));
  }

  /**
   * {@return a copy that hits requests that match by a pattern, which starts again when it ends}
   *
   * @param cycle one outcome for each request of the pattern
   */
  public RuleBuilder<R> cycle(Outcome... cycle) {
    return with(new CountingSchedule.Cycle(List.of(cycle)));
  }

  /**
   * {@return a copy that hits a share of the requests that match, drawn from seed, rule, inode,
   * offset and occurrence}
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
