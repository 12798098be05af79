package org.fusefixture.sample.memory;

import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.request.LockRequest;

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
record LockSpan(long owner, long handle, long start, long end, int type, int pid) {

  static LockSpan of(LockRequest request) {
    return new LockSpan(
        request.lockOwner(),
        request.fileHandle().value(),
        request.start(),
        request.end(),
        request.type(),
        request.lockPid());
  }

  boolean overlaps(LockSpan other) {
    return start <= other.end && other.start <= end;
  }

  boolean conflictsWith(LockSpan other) {
    return owner != other.owner
        && overlaps(other)
        && (type == FileLock.WRITE || other.type == FileLock.WRITE);
  }

  /** Whether both are one lock if put together. */
  boolean joins(LockSpan other) {
    return owner == other.owner
        && type == other.type
        && (overlaps(other) || end + 1 == other.start || other.end + 1 == start);
  }

  LockSpan within(long newStart, long newEnd) {
    return new LockSpan(owner, handle, newStart, newEnd, type, pid);
  }

  FileLock toFileLock() {
    return new FileLock(start, end, type, pid);
  }
}
