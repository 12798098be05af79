package org.fusefixture.internal.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where threads of a process are in the kernel: /proc/PID/task/TID/stack (proc(5), needs
 * CAP_SYS_ADMIN), or the name of the function they wait in where that cannot be read.
 */
public final class KernelStacks {
  private static final String UNREADABLE = "?";

  private KernelStacks() {}

  /** All threads but those that wait for work of Java's own (futex_wait). */
  public static String of(long pid) {
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
