package org.fusefixture.conformance;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;

/**
 * What an exercise found.
 *
 * @param mount which filesystem was exercised, and in which mode
 * @param seed that the exercise was given
 * @param breaches in the order of their discovery
 * @param skipped checks that do not apply to the filesystem, and why, one line each
 */
public record ConformanceVerdict(
    String mount, long seed, List<Breach> breaches, List<String> skipped) {
  private static final int TOLD = 10;

  /**
   * Copies the lists.
   *
   * @param mount as {@link #mount()}
   * @param seed as {@link #seed()}
   * @param breaches as {@link #breaches()}
   * @param skipped as {@link #skipped()}
   */
  public ConformanceVerdict {
    breaches = List.copyOf(breaches);
    skipped = List.copyOf(skipped);
  }

  /** {@return whether no breach was seen} */
  public boolean holds() {
    return breaches.isEmpty();
  }

  /** {@return the kinds of the breaches} */
  public Set<Breach.Kind> kinds() {
    Set<Breach.Kind> kinds = EnumSet.noneOf(Breach.Kind.class);
    breaches.forEach(breach -> kinds.add(breach.kind()));
    return kinds;
  }

  /** {@return what is most likely wrong with the filesystem; empty if no breach was seen} */
  public Optional<Cause> cause() {
    return Cause.likeliest(breaches.stream().map(Breach::cause).toList());
  }

  /** Several lines: the likeliest cause, then the breaches, the most telling ones first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    List<Breach> sorted = breaches.stream().sorted(Comparator.comparing(Breach::cause)).toList();
    if (holds()) {
      text.append(mount).append(": no breach");
    } else {
      Breach first = sorted.get(0);
      text.append("likeliest cause: ").append(first.cause().sentence());
      text.append(" (seen in the check \"").append(first.check()).append("\")\n").append(mount);
      text.append(": ")
          .append(breaches.size())
          .append(breaches.size() == 1 ? " breach " : " breaches ")
          .append(kinds());
      sorted.stream()
          .limit(TOLD)
          .forEach(breach -> text.append('\n').append(breach.toString().indent(2).stripTrailing()));
      tellRest(text, sorted.subList(Math.min(TOLD, sorted.size()), sorted.size()));
    }
    skipped.forEach(reason -> text.append("\n  skipped: ").append(reason));
    return text.append("\n  seed ")
        .append(seed)
        .append("; for the same again: ConformanceExercise.on(fs, ")
        .append(seed)
        .append(')')
        .toString();
  }

  private static void tellRest(StringBuilder text, List<Breach> rest) {
    if (!rest.isEmpty()) {
      Map<Breach.Kind, Integer> counts = new EnumMap<>(Breach.Kind.class);
      rest.forEach(breach -> counts.merge(breach.kind(), 1, Integer::sum));
      text.append("\n  and ").append(rest.size()).append(" more: ").append(counts);
    }
  }
}
