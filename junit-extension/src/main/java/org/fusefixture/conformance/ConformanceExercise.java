package org.fusefixture.conformance;

import java.util.List;
import org.fusefixture.internal.exercise.CheckResult;
import org.fusefixture.internal.exercise.CheckResult.Outcome;
import org.fusefixture.internal.exercise.Exercise;
import org.fusefixture.junit.MountedFilesystem;

/**
 * Tries on a mount what every filesystem has to do right. It does not know which filesystem it
 * tries; what a filesystem need not have is skipped where it is missing.
 *
 * <p>The mount should be new and empty: what is there is not touched, but counts for the space that
 * is left.
 */
public final class ConformanceExercise {
  private ConformanceExercise() {}

  /**
   * Runs all checks.
   *
   * @param fs the filesystem to exercise
   * @param seed of the order of checks, of names, sizes, offsets and the order and threads of calls
   * @return what was found
   */
  public static ConformanceVerdict on(MountedFilesystem fs, long seed) {
    Exercise exercise = new Exercise(seed);
    exercise.on(fs, Exercise.Progress.NONE);
    List<CheckResult> results = exercise.results();
    String mount =
        "mount " + fs.mountPoint() + " in mode " + fs.mode() + " on the " + fs.kernel() + " kernel";
    return new ConformanceVerdict(
        mount,
        seed,
        results.stream().flatMap(result -> result.breaches().stream()).toList(),
        results.stream()
            .filter(result -> result.outcome() == Outcome.NOT_APPLICABLE)
            .map(result -> result.check() + ": " + result.reason())
            .toList());
  }
}
