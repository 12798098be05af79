package org.fusefixture.sample.fault;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fusefixture.fault.effect.Corrupt;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.FailAllocation;
import org.fusefixture.fault.effect.Malform;
import org.fusefixture.fault.effect.Notice;
import org.fusefixture.fault.effect.NotifyKernel;
import org.fusefixture.fault.trigger.Always;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Schedule;

/**
 * All parts of the engine that can be put out of order; made from the code, so that none is missed.
 */
final class Mutants {
  private Mutants() {}

  static Set<String> all() {
    Set<String> all = new TreeSet<>(Set.of("Operations", "Phase", "Probability"));
    for (Class<?> effect : records(Effect.class).toList()) {
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
    records(Condition.class).forEach(condition -> all.add(condition.getSimpleName()));
    records(Schedule.class)
        .filter(schedule -> schedule != Always.class)
        .forEach(schedule -> all.add(schedule.getSimpleName()));
    return all;
  }

  private static Stream<Class<?>> records(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(member -> member.isSealed() ? records(member) : Stream.of(member));
  }
}
