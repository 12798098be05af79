package org.fusefixture.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.trigger.CountingSchedule;

/**
 * When a rule fires. A request <em>matches</em> if it is one of the operations and meets every
 * condition. The probability draws some of the requests that match; the schedule, which counts the
 * drawn ones, picks those that are hit.
 *
 * @param opcodes the operations; empty for all on which the effect works
 * @param conditions at most one of each kind
 * @param probability above 0 and at most 1
 * @param schedule over the requests that match and are drawn
 */
public record Trigger(
    Set<Opcode> opcodes, List<Condition> conditions, double probability, Schedule schedule) {
  /** Any operation, always. */
  static final Trigger ANY = new Trigger(Set.of(), List.of(), 1, CountingSchedule.ALWAYS);

  /**
   * Refuses a condition that is given twice, and a probability out of range.
   *
   * @param opcodes as {@link #opcodes()}
   * @param conditions as {@link #conditions()}
   * @param probability as {@link #probability()}
   * @param schedule as {@link #schedule()}
   */
  public Trigger {
    Objects.requireNonNull(schedule, "schedule");
    opcodes = opcodes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(opcodes));
    List<Condition> sorted = new ArrayList<>(conditions);
    sorted.sort(Comparator.comparing(Keywords::of));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).getClass() == sorted.get(i - 1).getClass()) {
        throw new IllegalArgumentException(
            "the condition \""
                + Keywords.of(sorted.get(i))
                + "\" is given twice; make two rules, or one condition that covers both");
      }
    }
    conditions = List.copyOf(sorted);
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability (" + probability + ") must be above 0 and at most 1");
    }
  }

  /** The operations that a call names; refuses one that is named twice. */
  static Set<Opcode> distinct(Opcode... opcodes) {
    EnumSet<Opcode> set = EnumSet.noneOf(Opcode.class);
    for (Opcode opcode : opcodes) {
      if (!set.add(opcode)) {
        throw new IllegalArgumentException(
            opcode + " is named twice in " + Arrays.toString(opcodes));
      }
    }
    return set;
  }

  Trigger with(Set<Opcode> value) {
    return new Trigger(value, conditions, probability, schedule);
  }

  Trigger and(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Trigger(opcodes, more, probability, schedule);
  }

  Trigger withProbability(double value) {
    return new Trigger(opcodes, conditions, value, schedule);
  }

  Trigger with(Schedule value) {
    if (schedule != CountingSchedule.ALWAYS) {
      throw new IllegalArgumentException(
          "a rule has only one schedule, and this one has \""
              + Keywords.of(schedule)
              + "\" already; leave one of the two out");
    }
    return new Trigger(opcodes, conditions, probability, value);
  }
}
