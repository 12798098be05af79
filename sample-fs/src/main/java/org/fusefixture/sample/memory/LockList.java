package org.fusefixture.sample.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.fusefixture.protocol.FileLock;

/** The locks of one kind on one file; guarded by the monitor of {@link FileLocks}. */
final class LockList {
  private List<LockSpan> held = new ArrayList<>();

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** All that stand in the way of a lock. */
  List<LockSpan> conflicts(LockSpan wanted) {
    return held.stream().filter(wanted::conflictsWith).toList();
  }

  /**
   * Sets or clears a range; what the owner had there before is replaced, and split where needed
   * (fcntl(2)).
   */
  void set(LockSpan wanted) {
    List<LockSpan> after = new ArrayList<>(held.size() + 2);
    LockSpan merged = wanted;
    for (LockSpan lock : held) {
      if (lock.owner() != wanted.owner()) {
        after.add(lock);
      } else if (lock.joins(merged)) {
        merged =
            merged.within(
                Math.min(merged.start(), lock.start()), Math.max(merged.end(), lock.end()));
      } else if (lock.overlaps(wanted)) {
        keepOutside(lock, wanted, after);
      } else {
        after.add(lock);
      }
    }
    if (wanted.type() != FileLock.UNLOCKED) {
      after.add(merged);
    }
    held = after;
  }

  private static void keepOutside(LockSpan lock, LockSpan wanted, List<LockSpan> target) {
    if (lock.start() < wanted.start()) {
      target.add(lock.within(lock.start(), wanted.start() - 1));
    }
    if (lock.end() > wanted.end()) {
      target.add(lock.within(wanted.end() + 1, lock.end()));
    }
  }

  /**
   * Drops locks.
   *
   * @return whether there were any
   */
  boolean dropIf(Predicate<LockSpan> condition) {
    return held.removeIf(condition);
  }
}
