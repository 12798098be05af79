package org.fusefixture.internal.server;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The stacks of this process, those of the library's own channel left out. */
final class ThreadStacks {
  private static final Set<String> NOISE =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Common-Cleaner",
          "Notification Thread");

  private ThreadStacks() {}

  /** All threads that could have something to do with a hang, by name. */
  static String text() {
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    return stacks.keySet().stream()
        .filter(thread -> thread != Thread.currentThread())
        .filter(thread -> !NOISE.contains(thread.getName()))
        .filter(thread -> !thread.getName().startsWith("control-"))
        .sorted(Comparator.comparing(Thread::getName))
        .map(thread -> text(thread, stacks.get(thread)))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String text(Thread thread, StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder();
    text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
    for (StackTraceElement frame : stack) {
      text.append(System.lineSeparator()).append("    at ").append(frame);
    }
    return text.append(System.lineSeparator()).toString();
  }
}
