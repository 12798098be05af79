package org.fusefixture.sample.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.reply.EmptyReply;

/**
 * Locks of fcntl(2) and flock(2) on all files, and who waits for them. No thread waits: a request
 * that has to is answered once the lock is held, or its caller interrupted.
 *
 * <p>One monitor guards all of it, since a deadlock can go through several files. Replies are sent
 * outside of it.
 */
final class FileLocks {
  /** Interrupts that came before their request are remembered up to this number. */
  private static final int EARLY_INTERRUPTS = 64;

  /**
   * Where locks can conflict with each other.
   *
   * @param inode number of the file
   * @param wholeFile flock(2) rather than fcntl(2)
   */
  record Scope(long inode, boolean wholeFile) {}

  private record Waiter(long unique, Scope scope, LockList.Span wanted, EmptyReply reply) {}

  private final Map<Scope, LockList> lists = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final Set<Long> earlyInterrupts = new LinkedHashSet<>();

  /** The lock that stands in the way of another; one of type UNLOCKED if none does. */
  synchronized FileLock test(Scope scope, LockList.Span wanted) {
    List<LockList.Span> conflicts = conflicts(scope, wanted);
    return conflicts.isEmpty()
        ? new FileLock(wanted.start(), wanted.end(), FileLock.UNLOCKED, 0)
        : conflicts.get(0).toFileLock();
  }

  /**
   * Sets or clears a lock.
   *
   * @throws ErrnoException EAGAIN if another lock stands in the way
   */
  void set(Scope scope, LockList.Span wanted) {
    List<EmptyReply> granted;
    boolean done;
    synchronized (this) {
      prepareConversion(scope, wanted);
      done = take(scope, wanted);
      granted = grantWaiters();
    }
    granted.forEach(EmptyReply::ok);
    if (!done) {
      throw new ErrnoException(Errno.EAGAIN, "inode " + scope.inode() + " is locked by another");
    }
  }

  /** Sets a lock, and answers as soon as it is held. */
  void setOrWait(Scope scope, LockList.Span wanted, long unique, EmptyReply reply) {
    List<EmptyReply> granted;
    synchronized (this) {
      prepareConversion(scope, wanted);
      boolean done = take(scope, wanted);
      if (!done) {
        if (earlyInterrupts.remove(unique)) {
          throw new ErrnoException(Errno.EINTR);
        }
        if (!scope.wholeFile() && wouldDeadlock(scope, wanted)) {
          throw new ErrnoException(Errno.EDEADLK, "owner " + Long.toHexString(wanted.owner()));
        }
        waiters.add(new Waiter(unique, scope, wanted, reply));
      }
      granted = grantWaiters();
      if (done) {
        granted.add(0, reply);
      }
    }
    granted.forEach(EmptyReply::ok);
  }

  /** Gives up waiting for a lock. */
  void interrupt(long unique) {
    Waiter interrupted = null;
    synchronized (this) {
      for (Iterator<Waiter> all = waiters.iterator(); all.hasNext() && interrupted == null; ) {
        Waiter waiter = all.next();
        if (waiter.unique() == unique) {
          interrupted = waiter;
          all.remove();
        }
      }
      if (interrupted == null) {
        rememberInterrupt(unique);
      }
    }
    if (interrupted != null) {
      interrupted.reply().fail(Errno.EINTR);
    }
  }

  /** The request may be on its way here in another thread. No two requests have the same number. */
  private void rememberInterrupt(long unique) {
    earlyInterrupts.add(unique);
    if (earlyInterrupts.size() > EARLY_INTERRUPTS) {
      earlyInterrupts.remove(earlyInterrupts.iterator().next());
    }
  }

  /** A process closed a descriptor of a file: all its fcntl(2) locks on the file go. */
  void closed(long inode, long owner) {
    drop(new Scope(inode, false), lock -> lock.owner() == owner);
  }

  /**
   * The last reference to an open file is gone: what was locked through it and is still locked, as
   * OFD locks are, goes.
   */
  void released(long inode, long handle) {
    drop(new Scope(inode, false), lock -> lock.handle() == handle);
    drop(new Scope(inode, true), lock -> lock.handle() == handle);
  }

  private void drop(Scope scope, Predicate<LockList.Span> which) {
    List<EmptyReply> granted;
    synchronized (this) {
      LockList list = lists.get(scope);
      if (list == null || !list.dropIf(which)) {
        return;
      }
      forgetIfEmpty(scope, list);
      granted = grantWaiters();
    }
    granted.forEach(EmptyReply::ok);
  }

  /** Drops all locks and waiters, as nobody can be answered any more. */
  synchronized void clear() {
    lists.clear();
    waiters.clear();
    earlyInterrupts.clear();
  }

  /** A flock(2) that changes the type gives the old lock up first, even if it fails (flock(2)). */
  private void prepareConversion(Scope scope, LockList.Span wanted) {
    LockList list = lists.get(scope);
    if (scope.wholeFile() && list != null) {
      list.dropIf(lock -> lock.owner() == wanted.owner() && lock.type() != wanted.type());
      forgetIfEmpty(scope, list);
    }
  }

  private boolean take(Scope scope, LockList.Span wanted) {
    if (wanted.type() != FileLock.UNLOCKED && !conflicts(scope, wanted).isEmpty()) {
      return false;
    }
    LockList list = lists.computeIfAbsent(scope, absent -> new LockList());
    list.set(wanted);
    forgetIfEmpty(scope, list);
    return true;
  }

  private void forgetIfEmpty(Scope scope, LockList list) {
    if (list.isEmpty()) {
      lists.remove(scope);
    }
  }

  /** Gives waiters their locks, first come, first served, as long as one can be given. */
  private List<EmptyReply> grantWaiters() {
    List<EmptyReply> granted = new ArrayList<>();
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
        Waiter waiter = all.next();
        if (take(waiter.scope(), waiter.wanted())) {
          all.remove();
          granted.add(waiter.reply());
          progress = true;
        }
      }
    }
    return granted;
  }

  private List<LockList.Span> conflicts(Scope scope, LockList.Span wanted) {
    LockList list = lists.get(scope);
    return list == null ? List.of() : list.conflicts(wanted);
  }

  /**
   * Whether somebody who holds what is wanted waits, perhaps through others, for the one who asks.
   */
  private boolean wouldDeadlock(Scope scope, LockList.Span wanted) {
    Deque<LockList.Span> blockers = new ArrayDeque<>(conflicts(scope, wanted));
    Set<Long> seen = new HashSet<>();
    while (!blockers.isEmpty()) {
      long owner = blockers.pop().owner();
      if (owner == wanted.owner()) {
        return true;
      }
      if (seen.add(owner)) {
        for (Waiter waiter : waiters) {
          if (!waiter.scope().wholeFile() && waiter.wanted().owner() == owner) {
            blockers.addAll(conflicts(waiter.scope(), waiter.wanted()));
          }
        }
      }
    }
    return false;
  }
}
