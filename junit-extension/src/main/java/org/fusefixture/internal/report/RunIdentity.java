package org.fusefixture.internal.report;

import java.util.Optional;

/** Which run this JVM belongs to. */
final class RunIdentity {
  private RunIdentity() {}

  /**
   * The same in all JVMs that one build forks: process and start of the farthest ancestor that is a
   * Java program; that is this JVM itself where nothing forked it.
   */
  static String current() {
    ProcessHandle root = ProcessHandle.current();
    Optional<ProcessHandle> ancestor = root.parent();
    while (ancestor.isPresent()) {
      if (isJava(ancestor.get())) {
        root = ancestor.get();
      }
      ancestor = ancestor.get().parent();
    }
    return root.pid() + "-" + root.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }
}
