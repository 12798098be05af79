package org.fusefixture.junit;

import java.util.Map;
import java.util.TreeMap;

/** Where the threads of the test JVM are; travels with the failure of a call that hung. */
final class TestJvmStacks extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_FRAMES = 40;

  TestJvmStacks() {
    super(text(), null, false, false);
  }

  @Override
  public String toString() {
    return "stacks of the test JVM:\n" + getMessage();
  }

  private static String text() {
    Map<String, StackTraceElement[]> stacks = new TreeMap<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (stack.length > 0 && thread.getThreadGroup() != null) {
                stacks.put('"' + thread.getName() + "\" " + thread.getState(), stack);
              }
            });
    StringBuilder text = new StringBuilder();
    stacks.forEach(
        (name, stack) -> {
          text.append("  ").append(name).append('\n');
          for (int index = 0; index < Math.min(MOST_FRAMES, stack.length); index++) {
            text.append("      at ").append(stack[index]).append('\n');
          }
        });
    return text.toString();
  }
}
