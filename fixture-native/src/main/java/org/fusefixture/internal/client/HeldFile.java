package org.fusefixture.internal.client;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;

/**
 * An open file.
 *
 * @param record of what is written to it
 * @param uses held for reading by calls under way and for writing by close, so that a number that
 *     is used again is never met
 * @param callers the threads that read from it or write to it at the moment
 */
record HeldFile(
    ClientMount mount,
    String path,
    Fd fd,
    FileRecord record,
    ReadWriteLock uses,
    Set<Integer> callers) {
  private static final ThreadLocal<Integer> TID = ThreadLocal.withInitial(LinuxProcesses::tid);

  HeldFile(ClientMount mount, String path, Fd fd, FileRecord record) {
    this(mount, path, fd, record, new ReentrantReadWriteLock(), new HashSet<>());
  }

  /** Makes a system call that {@link #interrupt} may end. */
  long interruptible(LongSupplier systemCall) {
    int tid = TID.get();
    synchronized (callers) {
      callers.add(tid);
    }
    try {
      return systemCall.getAsLong();
    } finally {
      synchronized (callers) {
        callers.remove(tid);
      }
    }
  }

  /** Sends a signal to all threads that read from this file or write to it; their number. */
  int interrupt() {
    synchronized (callers) {
      try {
        callers.forEach(tid -> LinuxProcesses.tgkill(tid, HarmlessSignal.number()));
      } catch (LinuxException e) {
        throw ClientCall.failure("interrupt calls on " + ClientCall.quoted(path), e);
      }
      return callers.size();
    }
  }

  @Override
  public String toString() {
    return "file \"" + path + "\" of mount " + mount.number() + " (" + fd + ")";
  }

  /** SIGUSR1, which the virtual machine leaves alone; its handler is set at the first use. */
  private static final class HarmlessSignal {
    static {
      LinuxProcesses.makeHarmless(LinuxProcesses.SIGUSR1);
    }

    private HarmlessSignal() {}

    static int number() {
      return LinuxProcesses.SIGUSR1;
    }
  }
}
