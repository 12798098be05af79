package org.fusefixture.internal.linux;

/** This process, its threads, and signals to others. */
public final class LinuxProcesses {
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGKILL = 9;
  public static final int SIGUSR1 = 10;
  public static final int SIGTERM = 15;
  public static final int SIGCONT = 18;
  public static final int SIGSTOP = 19;
  public static final int PR_SET_PDEATHSIG = 1;
  public static final int PR_SET_DUMPABLE = 4;
  public static final int PR_SET_NAME = 15;
  public static final int PR_GET_SECUREBITS = 27;
  public static final int PR_SET_SECUREBITS = 28;

  private static final int WNOHANG = 1;
  private static final int CPUCLOCK_SCHED = 2;
  private static final int SC_PAGESIZE = 30;
  private static final LibC.ProcessFunctions C = SystemCall.bind(LibC.ProcessFunctions.class);

  /** Bound by those who use signals only. */
  private static final class Signals {
    static final LibC.SignalFunctions C = SystemCall.bind(LibC.SignalFunctions.class);
  }

  private static final long SIG_ERR = -1;
  private static final int PAGE_SIZE = (int) C.sysconf(SC_PAGESIZE);

  /** Bytes of a page of memory. */
  public static int pageSize() {
    return PAGE_SIZE;
  }

  public static int pid() {
    return C.getpid();
  }

  public static int parentPid() {
    return C.getppid();
  }

  /** The calling thread's number, as under /proc/self/task. */
  public static int tid() {
    return C.gettid();
  }

  public static int effectiveUid() {
    return C.geteuid();
  }

  public static int effectiveGid() {
    return C.getegid();
  }

  /**
   * kill(2).
   *
   * @param signal 0 only asks whether the process is there
   */
  public static void kill(int pid, int signal) {
    SystemCall.perform("kill", () -> C.kill(pid, signal), "pid " + pid, "signal " + signal);
  }

  /**
   * waitpid(2) with WNOHANG, of a child that Java did not start.
   *
   * @return whether it was dead, and is now gone
   */
  public static boolean reap(int pid) {
    return SystemCall.perform(
            "waitpid", () -> C.waitpid(pid, new int[1], WNOHANG), "pid " + pid, "WNOHANG")
        == pid;
  }

  /** prctl(2); many options are about the calling thread. */
  public static long prctl(int option, long argument) {
    return SystemCall.perform("prctl", () -> C.prctl(option, argument, 0, 0, 0), option, argument);
  }

  /** umask(2), of the whole process; the mask before. */
  public static int umask(int mask) {
    return C.umask(mask);
  }

  /**
   * setfsuid(2) and setfsgid(2) of the calling thread: as whom it makes files from now on. Neither
   * call reports an error; without CAP_SETUID and CAP_SETGID nothing changes.
   */
  public static void setFilesystemOwner(int uid, int gid) {
    C.setfsgid(gid);
    C.setfsuid(uid);
  }

  /** sched_setaffinity(2) of the calling thread, to CPUs 0 to 63 by bit. */
  public static void setAffinity(long cpus) {
    SystemCall.perform(
        "sched_setaffinity",
        () -> C.sched_setaffinity(0, Long.BYTES, new long[] {cpus}),
        "0x" + Long.toHexString(cpus));
  }

  /**
   * CPU time that a process has had, in user and in kernel mode, of all its threads, also of those
   * that have ended: clock_gettime(2) of its process clock, whose number is made as
   * clock_getcpuclockid(3) does (MAKE_PROCESS_CPUCLOCK of include/linux/posix-timers.h, Linux
   * 6.12).
   *
   * @return nanoseconds
   */
  public static long cpuNanos(int pid) {
    int clock = ~pid << 3 | CPUCLOCK_SCHED;
    long[] time = new long[2];
    SystemCall.perform(
        "clock_gettime", () -> C.clock_gettime(clock, time), "CPU clock of process " + pid);
    return time[0] * 1_000_000_000L + time[1];
  }

  /**
   * Gives a signal a handler that does nothing, and has it interrupt system calls (signal(7), no
   * SA_RESTART). Only for signals that the virtual machine does not use.
   */
  public static void makeHarmless(int signal) {
    // A handler gets the number of the signal and returns nothing: abs(3) can be called so, is
    // async-signal-safe, and touches no memory.
    long before = Signals.C.signal(signal, SystemCall.addressOf("abs"));
    if (before == SIG_ERR) {
      throw new LinuxException("signal", (int) -SystemCall.result(before), signal);
    }
    SystemCall.perform("siginterrupt", () -> Signals.C.siginterrupt(signal, 1), signal);
  }

  /** tgkill(2) to a thread of this process. */
  public static void tgkill(int tid, int signal) {
    SystemCall.perform(
        "tgkill",
        () -> Signals.C.tgkill(pid(), tid, signal),
        "thread " + tid,
        "signal " + signal);
  }

  static LibC.ProcessFunctions functions() {
    return C;
  }

  private LinuxProcesses() {}
}
