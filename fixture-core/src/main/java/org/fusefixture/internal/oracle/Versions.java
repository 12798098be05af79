package org.fusefixture.internal.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.oracle.View.Promise;

/** Everything that a range of a file may hold or has held, oldest first. Immutable. */
final class Versions {
  /** Number of replaced versions that are kept, so that they are recognized. */
  private static final int MOST_REPLACED = 8;

  /** Number of page changes after a write that are kept, so that they are recognized. */
  private static final int MOST_AFTERWARDS = 4;

  /** With more versions than this the range is no longer followed. */
  private static final int MOST = 200;

  private final List<Version> all;

  private Versions(List<Version> all) {
    this.all = all;
  }

  static Versions of(Operation operation, Content content) {
    return new Versions(List.of(new Version(operation, content, false)));
  }

  /** A copy with one more version. */
  Versions plus(Version added, long now) {
    List<Version> next = pruned(now);
    next.add(added);
    return new Versions(next);
  }

  /** A copy without the versions of an operation. */
  Versions without(Operation operation) {
    return new Versions(all.stream().filter(v -> v.operation() != operation).toList());
  }

  /** What a reader that starts at a time may find. */
  List<Candidate> candidates(long tick, Promise promise) {
    List<Candidate> found = new ArrayList<>();
    for (Version version : all) {
      found.add(
          new Candidate(
              version.content(), role(version, tick, promise), version.operation().origin()));
    }
    return found;
  }

  private Candidate.Role role(Version version, long tick, Promise promise) {
    if (version.afterwards()) {
      return Candidate.Role.PAGES_CHANGED;
    }
    if (isReplaced(version, tick, promise)) {
      return Candidate.Role.REPLACED;
    }
    return version.operation().mayBeHalfDone(tick)
        ? Candidate.Role.UNDER_WAY
        : Candidate.Role.LEGAL;
  }

  private boolean isReplaced(Version version, long tick, Promise promise) {
    for (Version other : all) {
      if (!other.afterwards() && other.operation().replaces(version.operation(), tick, promise)) {
        return true;
      }
    }
    return false;
  }

  private List<Version> pruned(long now) {
    List<Version> kept = new ArrayList<>(all);
    int spare = -MOST_REPLACED;
    for (Version version : all) {
      spare += isReplaced(version, now, Promise.SYNCED) ? 1 : 0;
    }
    Set<Version> gone = new HashSet<>();
    long afterwards = all.stream().filter(Version::afterwards).count() - MOST_AFTERWARDS;
    for (Version version : all) {
      if (version.afterwards() && afterwards-- > 0) {
        gone.add(version);
      }
      if (spare > 0 && isReplaced(version, now, Promise.SYNCED)) {
        gone.add(version);
        spare--;
      }
    }
    kept.removeAll(gone);
    while (kept.size() > MOST) {
      // A version that was never synced may still be what survives a crash.
      Version oldest = kept.remove(0);
      kept.set(0, new Version(oldest.operation(), Content.unknown(), false));
    }
    return kept;
  }

  /**
   * The content that one operation put into a range.
   *
   * @param afterwards whether the client put it into the pages only after the operation had
   *     returned
   */
  record Version(Operation operation, Content content, boolean afterwards) {}
}
