package org.fusefixture.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The line of a terminal that says what is under way; nothing where there is no terminal. */
final class Terminal {
  private static final String START_OF_LINE = "\r";

  /** Erases from the cursor to the end of the line (console_codes(4)). */
  private static final String ERASE = "\033[K";

  private final boolean present;

  private Terminal(boolean present) {
    this.present = present;
  }

  static Terminal ofStandardError() {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return new Terminal(file.startsWith("/dev/pts/") || file.startsWith("/dev/tty"));
    } catch (IOException e) {
      return new Terminal(false);
    }
  }

  void show(String text) {
    if (present) {
      System.err.print(START_OF_LINE + text + ERASE);
      System.err.flush();
    }
  }

  void clear() {
    show("");
  }
}
