package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.internal.control.MountService.Stacks;

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
      text.append(Kernel.of(server.pid()).indent(2));
    }
    long agent = ProcessHandle.current().pid();
    text.append("stacks of the client (the agent):\n").append(javaStacks());
    text.append("kernel stacks of the client, process ").append(agent).append(":\n");
    return text.append(Kernel.of(agent).indent(2)).toString();
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

  /**
   * Where threads of a process are in the kernel: /proc/PID/task/TID/stack (proc(5), needs
   * CAP_SYS_ADMIN), or the name of the function they wait in where that cannot be read.
   */
  static final class Kernel {
    private static final String UNREADABLE = "?";

    private Kernel() {}

    /** All threads but those that wait for work of Java's own (futex_wait). */
    static String of(long pid) {
      StringBuilder text = new StringBuilder();
      int idle = 0;
      try (DirectoryStream<Path> tasks =
          Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
        for (Path task : tasks) {
          String stack = stack(task);
          if (stack.contains("futex_")) {
            idle++;
          } else {
            text.append('"')
                .append(line(task.resolve("comm")))
                .append("\" (thread ")
                .append(task.getFileName())
                .append(", ")
                .append(state(task))
                .append(")\n")
                .append(stack.indent(4));
          }
        }
      } catch (IOException e) {
        return "the kernel stacks of process " + pid + " cannot be read: " + e;
      }
      return text.append(idle).append(" more wait on a futex\n").toString();
    }

    private static String stack(Path task) {
      try {
        return String.join("\n", Files.readAllLines(task.resolve("stack")));
      } catch (IOException e) {
        return "in " + line(task.resolve("wchan")) + " (stack: " + e.getMessage() + ")";
      }
    }

    private static String state(Path task) {
      try {
        return Files.readAllLines(task.resolve("status")).stream()
            .filter(line -> line.startsWith("State:"))
            .map(line -> line.substring("State:".length()).strip())
            .findFirst()
            .orElse(UNREADABLE);
      } catch (IOException e) {
        return UNREADABLE;
      }
    }

    private static String line(Path file) {
      try {
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? UNREADABLE : lines.get(0);
      } catch (IOException e) {
        return UNREADABLE;
      }
    }
  }
}
