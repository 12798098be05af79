package org.fusefixture.internal.session;

/**
 * Interrupts of requests that no worker has registered yet. The kernel sends INTERRUPT as soon as
 * somebody has read the request, and another worker may read it before the first one has decoded
 * its own.
 *
 * <p>Answering EAGAIN, for the kernel to send it again, does not help here: the kernel looks for
 * the request in the queue of the device that EAGAIN is written to (fuse_dev_do_write of
 * fs/fuse/dev.c), and each worker has its own.
 *
 * <p>Bounded: entries of requests that had been answered meanwhile are never asked for, and get
 * overwritten. Uniques do not repeat.
 */
final class EarlyInterrupts {
  private static final int CAPACITY = 256;

  private final long[] uniques = new long[CAPACITY];
  private int next;
  private volatile boolean any;

  synchronized void add(long unique) {
    uniques[next] = unique;
    next = (next + 1) % CAPACITY;
    any = true;
  }

  /** Whether there is one for this request; it is taken out. */
  boolean take(long unique) {
    return any && search(unique);
  }

  private synchronized boolean search(long unique) {
    for (int i = 0; i < CAPACITY; i++) {
      if (uniques[i] == unique) {
        uniques[i] = 0;
        return true;
      }
    }
    return false;
  }
}
