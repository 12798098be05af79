package org.fusefixture.internal.linux;

/** Signals that interrupt a system call of one thread and do nothing else. */
public final class LinuxSignals {
  private static final long SIG_ERR = -1;
  private static final LibC.SignalFunctions C = SystemCall.bind(LibC.SignalFunctions.class);

  private LinuxSignals() {}

  /**
   * Gives a signal a handler that does nothing, and has it interrupt system calls (signal(7), no
   * SA_RESTART). Only for signals that the virtual machine does not use.
   */
  public static void makeHarmless(int signal) {
    // A handler gets the number of the signal and returns nothing: abs(3) can be called so, is
    // async-signal-safe, and touches no memory.
    long before = C.signal(signal, Symbol.address("abs"));
    if (before == SIG_ERR) {
      throw new LinuxException("signal", (int) -SystemCall.result(before), signal);
    }
    SystemCall.perform("siginterrupt", () -> C.siginterrupt(signal, 1), signal);
  }

  /** tgkill(2) to a thread of this process. */
  public static void interrupt(int tid, int signal) {
    SystemCall.perform(
        "tgkill",
        () -> C.tgkill(LinuxProcesses.pid(), tid, signal),
        "thread " + tid,
        "signal " + signal);
  }
}
