package org.fusefixture.internal.agent;

import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.internal.control.MountService.Stacks;
import org.fusefixture.internal.linux.KernelStacks;

/** Where server and client are when a mount hangs: in Java and in the kernel. */
final class HangStacks {
  private static final int MOST_FRAMES = 40;

  private HangStacks() {}

  static String of(ServerProcess server) {
    Stacks stacks = server.stacks();
    StringBuilder text = new StringBuilder();
    text.append("stacks of the server (").append(stacks.source()).append("):\n");
    text.append(stacks.text()).append('\n');
    if (server.isAlive()) {
      text.append("kernel stacks of the server, process ").append(server.pid()).append(":\n");
      text.append(KernelStacks.of(server.pid()).indent(2));
    }
    long agent = ProcessHandle.current().pid();
    text.append("stacks of the client (the agent):\n").append(javaStacks());
    text.append("kernel stacks of the client, process ").append(agent).append(":\n");
    return text.append(KernelStacks.of(agent).indent(2)).toString();
  }

  /** Threads that make calls for the test. */
  private static String javaStacks() {
    StringBuilder text = new StringBuilder();
    Map<String, StackTraceElement[]> stacks = new TreeMap<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith("agent-") && thread != Thread.currentThread()) {
                stacks.put('"' + thread.getName() + "\" " + thread.getState(), stack);
              }
            });
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
