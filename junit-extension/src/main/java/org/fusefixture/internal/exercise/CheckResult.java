package org.fusefixture.internal.exercise;

import java.util.List;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;

/**
 * What a check found.
 *
 * @param check its name
 * @param outcome how it ended
 * @param reason why it does not apply, or was not run; otherwise empty
 * @param breaches what is wrong with the filesystem
 * @param unjudged what the check could not look at, and why, one line each
 * @param millis how long it took
 */
public record CheckResult(
    String check,
    Outcome outcome,
    String reason,
    List<Breach> breaches,
    List<String> unjudged,
    long millis) {
  public CheckResult {
    breaches = List.copyOf(breaches);
    unjudged = List.copyOf(unjudged);
  }

  /** A check that was not run. */
  static CheckResult notRun(String check, String reason) {
    return new CheckResult(check, Outcome.NOT_RUN, reason, List.of(), List.of(), 0);
  }

  /** What the mount itself found at its end. */
  public static CheckResult failedAtEnd(String text) {
    String check = "the end of the mount";
    return new CheckResult(
        check,
        Outcome.FAILED,
        "",
        List.of(new Breach(Breach.Kind.LOST_ERROR, check, Cause.LOST_ERROR, text)),
        List.of(),
        0);
  }

  /** How a check ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** The filesystem lacks what the check needs, and is free to; nothing was found wrong. */
    NOT_APPLICABLE,
    NOT_RUN
  }
}
