package org.fusefixture.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ServerLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ServerLog.Lines lines =
      new ServerLog.Lines(new PrintStream(written, true, StandardCharsets.UTF_8));

  @Test
  void record_isOneLineWithItsParameters() {
    LogRecord logged = record("{0} bytes left");
    logged.setParameters(new Object[] {"no"});

    lines.publish(logged);

    assertThat(text()).isEqualToIgnoringNewLines("WARNING a.logger: no bytes left");
  }

  @Test
  void exception_isWrittenWithItsStack() {
    LogRecord logged = record("failed");
    logged.setThrown(new IllegalStateException("on purpose"));

    lines.publish(logged);

    assertThat(text())
        .startsWith("WARNING a.logger: failed")
        .contains(
            "java.lang.IllegalStateException: on purpose", "at org.fusefixture.internal.server.");
  }

  private static LogRecord record(String message) {
    LogRecord logged = new LogRecord(Level.WARNING, message);
    logged.setLoggerName("a.logger");
    return logged;
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
