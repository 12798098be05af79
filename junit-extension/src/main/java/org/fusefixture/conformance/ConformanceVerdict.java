package org.fusefixture.conformance;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.oracle.Breach;

/**
 * What an exercise found.
 *
 * @param mount which filesystem was exercised, in which mode, with which seed
 * @param breaches in the order of their discovery
 * @param skipped checks that do not apply to the filesystem, and why, one line each
 */
public record ConformanceVerdict(String mount, List<Breach> breaches, List<String> skipped) {
  /** Seen where they happened: the other breaches may only follow from them. */
  private static final Set<Breach.Kind> CAUSES =
      EnumSet.of(
          Breach.Kind.LATE_ACCESS,
          Breach.Kind.NO_REPLY,
          Breach.Kind.REPLIED_TWICE,
          Breach.Kind.THREW);

  /**
   * Copies the lists.
   *
   * @param mount as {@link #mount()}
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

  /** Several lines, enough to say what is wrong with the filesystem; causes before effects. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(mount);
    if (holds()) {
      text.append(": no breach");
    } else {
      text.append(": ").append(breaches.size()).append(" breaches ").append(kinds());
      breaches.stream()
          .sorted(Comparator.comparing(breach -> !CAUSES.contains(breach.kind())))
          .forEach(breach -> text.append('\n').append(breach.toString().indent(2).stripTrailing()));
    }
    skipped.forEach(reason -> text.append("\n  skipped: ").append(reason));
    return text.toString();
  }
}
