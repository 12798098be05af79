package org.fusefixture.sample.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.request.LockRequest;

/** The locks of one kind on one file; guarded by the monitor of {@link FileLocks}. */
final class LockList {
  /**
   * A lock that is held, or wanted.
   *
   * @param owner who has it: a process for fcntl(2), an open file for flock(2) and OFD locks
   * @param handle the open file that it came through
   * @param start first byte
   * @param end last byte, inclusive
   * @param type one of the types of {@link FileLock}
   * @param pid process that asked
   */
  record Span(long owner, long handle, long start, long end, int type, int pid) {

    static Span of(LockRequest request) {
      return new Span(
          request.lockOwner(),
          request.fileHandle().value(),
          request.start(),
          request.end(),
          request.type(),
          request.lockPid());
    }

    boolean overlaps(Span other) {
      return start <= other.end && other.start <= end;
    }

    boolean conflictsWith(Span other) {
      return owner != other.owner
          && overlaps(other)
          && (type == FileLock.WRITE || other.type == FileLock.WRITE);
    }

    /** Whether both are one lock if put together. */
    boolean joins(Span other) {
      return owner == other.owner
          && type == other.type
          && (overlaps(other) || end + 1 == other.start || other.end + 1 == start);
    }

    Span within(long newStart, long newEnd) {
      return new Span(owner, handle, newStart, newEnd, type, pid);
    }

    FileLock toFileLock() {
      return new FileLock(start, end, type, pid);
    }
  }

  private List<Span> held = new ArrayList<>();

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** All that stand in the way of a lock. */
  List<Span> conflicts(Span wanted) {
    return held.stream().filter(wanted::conflictsWith).toList();
  }

  /**
   * Sets or clears a range; what the owner had there before is replaced, and split where needed
   * (fcntl(2)).
   */
  void set(Span wanted) {
    List<Span> after = new ArrayList<>(held.size() + 2);
    Span merged = wanted;
    for (Span lock : held) {
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

  private static void keepOutside(Span lock, Span wanted, List<Span> target) {
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
  boolean dropIf(Predicate<Span> condition) {
    return held.removeIf(condition);
  }
}
