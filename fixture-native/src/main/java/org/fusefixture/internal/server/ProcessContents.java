package org.fusefixture.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The descriptors and threads of this process.
 *
 * @param descriptors by number, with what each refers to, as /proc/self/fd tells
 */
record ProcessContents(Map<Integer, String> descriptors, Set<Thread> threads) {
  private static final int MOST_FRAMES = 8;

  static ProcessContents take() {
    return new ProcessContents(
        openDescriptors(), new HashSet<>(Thread.getAllStackTraces().keySet()));
  }

  /** What is here and was not there, without what the virtual machine and the fixture open. */
  List<String> beyond(ProcessContents before) {
    List<String> found = new ArrayList<>();
    descriptors.forEach(
        (number, target) -> {
          if (!target.equals(before.descriptors.get(number)) && !isOfTheMachine(target)) {
            found.add("descriptor " + number + " of the server is still open: " + target);
          }
        });
    for (Thread thread : threads) {
      if (thread.isAlive() && !before.threads.contains(thread) && !isOfTheFixture(thread)) {
        found.add("thread still runs in the server: " + describe(thread));
      }
    }
    return found;
  }

  /** Class files, libraries, sources of randomness, epoll instances. */
  private static boolean isOfTheMachine(String target) {
    return target.endsWith(".jar")
        || target.endsWith(".so")
        || target.contains(".so.")
        || target.endsWith("/lib/modules")
        || target.startsWith("anon_inode:")
        || target.startsWith("/dev/") && (target.endsWith("random") || target.equals("/dev/null"))
        || target.startsWith("/proc/");
  }

  private static boolean isOfTheFixture(Thread thread) {
    String name = thread.getName();
    ThreadGroup group = thread.getThreadGroup();
    return name.startsWith("control-")
        || name.startsWith("ForkJoinPool.commonPool-")
        || group == null
        || group.getParent() == null; // the virtual machine's own
  }

  private static String describe(Thread thread) {
    StringBuilder text = new StringBuilder();
    text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
    StackTraceElement[] stack = thread.getStackTrace();
    for (int index = 0; index < Math.min(MOST_FRAMES, stack.length); index++) {
      text.append("\n    at ").append(stack[index]);
    }
    return text.toString();
  }

  private static Map<Integer, String> openDescriptors() {
    Map<Integer, String> open = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : entries) {
        try {
          open.put(
              Integer.valueOf(entry.getFileName().toString()),
              Files.readSymbolicLink(entry).toString());
        } catch (IOException e) {
          continue; // closed meanwhile: that of this list is among them
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list /proc/self/fd", e);
    }
    return open;
  }
}
