package org.fusefixture.internal.linux;

import java.util.Map;

/** How processes end, in words. */
public final class ExitStatus {
  /** Java reports a signal as 128 + number, as shells do (ProcessImpl of the JDK). */
  static final int SIGNAL_BASE = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"));

  private ExitStatus() {}

  public static String describe(int status) {
    if (status > SIGNAL_BASE && status <= SIGNAL_BASE + 64) {
      int signal = status - SIGNAL_BASE;
      return SIGNALS.getOrDefault(signal, "signal " + signal);
    }
    return "status " + status;
  }
}
