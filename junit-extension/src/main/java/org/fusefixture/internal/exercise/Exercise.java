package org.fusefixture.internal.exercise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fusefixture.junit.MountedFilesystem;

/** All checks, in the order of a seed, and what they found. Not for several threads. */
public final class Exercise {
  private static final String SESSION = "the whole session";

  private final long seed;
  private final Deque<Check> left;
  private final List<CheckResult> results = new ArrayList<>();

  /**
   * @param seed of the order of checks, of names, sizes, offsets and the order and threads of calls
   */
  public Exercise(long seed) {
    this.seed = seed;
    List<Check> checks = new ArrayList<>(checks());
    Collections.shuffle(checks, new Random(seed));
    left = new ArrayDeque<>(checks);
  }

  /** All checks, in the order of the documentation. */
  static List<Check> checks() {
    return Stream.of(
            ContentChecks.all(), NameChecks.all(), AttributeChecks.all(), SpaceChecks.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Whether there are checks that were not run yet. */
  public boolean hasMore() {
    return !left.isEmpty();
  }

  /** What was found so far. */
  public List<CheckResult> results() {
    return List.copyOf(results);
  }

  /**
   * Runs the checks that are left, until the mount can serve no more; then looks at what its
   * session saw.
   *
   * @param progress is told of each check, before and after
   * @return whether the mount still serves
   */
  public boolean on(MountedFilesystem fs, Progress progress) {
    CheckContext context = new CheckContext(fs, seed);
    while (hasMore() && !context.isOver()) {
      run(context, left.remove(), progress);
    }
    run(context, new Check(SESSION, SessionCheck::run), progress);
    return !context.isOver();
  }

  /** Gives up on what is left, and says why. */
  public void giveUp(String reason, Consumer<CheckResult> told) {
    while (hasMore()) {
      CheckResult result = CheckResult.notRun(left.remove().name(), reason);
      results.add(result);
      told.accept(result);
    }
  }

  private void run(CheckContext context, Check check, Progress progress) {
    progress.begins(check.name());
    CheckResult result = context.run(check);
    results.add(result);
    progress.ended(result);
  }

  /** Is told what happens. */
  public interface Progress {
    /** Tells nobody. */
    Progress NONE =
        new Progress() {
          @Override
          public void begins(String check) {}

          @Override
          public void ended(CheckResult result) {}
        };

    /** A check begins. */
    void begins(String check);

    /** A check has ended. */
    void ended(CheckResult result);
  }
}
