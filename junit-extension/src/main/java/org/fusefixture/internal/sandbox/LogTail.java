package org.fusefixture.internal.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last lines of a log; bounded in lines and in the length of a line. */
public final class LogTail {
  private static final int MOST_LINES = 200;
  private static final int MOST_BYTES_PER_LINE = 4096;

  private final Deque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Adds bytes, which may end anywhere in a line. */
  public synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        endLine();
      } else if (line.size() < MOST_BYTES_PER_LINE) {
        line.write(bytes[i]);
      }
    }
  }

  /** Adds a line of the fixture's own. */
  public synchronized void appendLine(String text) {
    if (line.size() > 0) {
      endLine();
    }
    add(text);
  }

  /** The kept lines, each with its line feed. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(kept -> text.append(kept).append('\n'));
    return text.append(line.toString(StandardCharsets.UTF_8)).toString();
  }

  private void endLine() {
    add(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  private void add(String text) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(text);
  }
}
