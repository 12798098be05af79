package org.fusefixture.internal.client;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.LinuxSignals;

/** The threads that read from a file or write to it at the moment. */
final class Interruptions {
  private static final ThreadLocal<Integer> TID = ThreadLocal.withInitial(LinuxProcesses::tid);

  private final Set<Integer> threads = new HashSet<>();

  /** Runs a system call that {@link #interrupt} may end. */
  long during(LongSupplier call) {
    int tid = TID.get();
    synchronized (threads) {
      threads.add(tid);
    }
    try {
      return call.getAsLong();
    } finally {
      synchronized (threads) {
        threads.remove(tid);
      }
    }
  }

  /** Sends the signal to all of them; their number. */
  int interrupt() {
    synchronized (threads) {
      threads.forEach(tid -> LinuxSignals.interrupt(tid, Signal.number()));
      return threads.size();
    }
  }

  /** SIGUSR1, which the virtual machine leaves alone; its handler is set at the first use. */
  private static final class Signal {
    static {
      LinuxSignals.makeHarmless(LinuxProcesses.SIGUSR1);
    }

    private Signal() {}

    static int number() {
      return LinuxProcesses.SIGUSR1;
    }
  }
}
