package org.fusefixture.internal.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.oracle.View.Promise;

/** All that a range of a file may hold or has held, oldest first. A value. */
final class Versions {
  /** Replaced versions that are kept to recognize. */
  private static final int MOST_REPLACED = 8;

  /** Changes of pages after a write that are kept to recognize. */
  private static final int MOST_AFTERWARDS = 4;

  /** With more versions than these the range is not followed any further. */
  private static final int MOST = 200;

  private final List<Version> all;

  private Versions(List<Version> all) {
    this.all = all;
  }

  static Versions of(Operation operation, Content content) {
    return new Versions(List.of(new Version(operation, content, false)));
  }

  /** The same and one more. */
  Versions plus(Version added, long now) {
    List<Version> next = pruned(now);
    next.add(added);
    return new Versions(next);
  }

  /** The same without what an operation did. */
  Versions without(Operation operation) {
    return new Versions(all.stream().filter(v -> v.operation() != operation).toList());
  }

  /** What a reader may find that starts at a time. */
  List<Candidate> candidates(long tick, Promise promise) {
    List<Candidate> found = new ArrayList<>();
    for (Version version : all) {
      found.add(
          new Candidate(
              version.content(), role(version, tick, promise), version.operation().describe()));
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
      // What nobody synced for so long may still be what survives a crash.
      Version oldest = kept.remove(0);
      kept.set(0, new Version(oldest.operation(), Content.unknown(), false));
    }
    return kept;
  }

  /**
   * What one operation put into a range.
   *
   * @param afterwards whether the client put it into the pages only after the operation had
   *     returned
   */
  record Version(Operation operation, Content content, boolean afterwards) {}
}
