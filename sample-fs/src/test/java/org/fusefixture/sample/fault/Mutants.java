package org.fusefixture.sample.fault;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.fault.effect.Notice;
import org.fusefixture.internal.fault.effect.DataEffects.Corrupt;
import org.fusefixture.internal.fault.effect.FailAllocation;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.effect.NotifyKernel;
import org.fusefixture.internal.fault.effect.ReplyEffects.Malform;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.RequestCondition;

/**
 * All parts of the engine that can be put out of order; derived from the code, so that none is
 * forgotten.
 */
final class Mutants {
  /** Their names, divided by commas: only these are put out of order. */
  private static final String CHOSEN = "fusefixture.mutants";

  private Mutants() {}

  static Set<String> chosen() {
    Set<String> all = all();
    String names = System.getProperty(CHOSEN, "");
    if (names.isBlank()) {
      return all;
    }
    Set<String> chosen = new TreeSet<>(Set.of(names.split(",")));
    if (!all.containsAll(chosen)) {
      throw new IllegalArgumentException(
          CHOSEN + " is \"" + names + "\", but must be some of " + all + ", divided by commas");
    }
    return chosen;
  }

  static Set<String> all() {
    Set<String> all = new TreeSet<>(Set.of("Operations", "Phase", "Probability"));
    for (Class<?> effect : records(FaultEffect.class).toList()) {
      if (effect == Corrupt.class) {
        records(Damage.class).forEach(damage -> all.add("Corrupt " + damage.getSimpleName()));
      } else if (effect == Malform.class) {
        Arrays.stream(Defect.values()).forEach(defect -> all.add("Malform " + defect));
      } else if (effect == NotifyKernel.class) {
        Arrays.stream(Notice.values()).forEach(notice -> all.add("NotifyKernel " + notice));
      } else if (effect != FailAllocation.class) {
        // which works on the patched kernel only, and is missed by ServerAllocationsPatchedIT
        all.add(effect.getSimpleName());
      }
    }
    records(RequestCondition.class).forEach(condition -> all.add(condition.getSimpleName()));
    records(CountingSchedule.class)
        .filter(schedule -> schedule != CountingSchedule.Always.class)
        .forEach(schedule -> all.add(schedule.getSimpleName()));
    return all;
  }

  private static Stream<Class<?>> records(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(member -> member.isSealed() ? records(member) : Stream.of(member));
  }
}
