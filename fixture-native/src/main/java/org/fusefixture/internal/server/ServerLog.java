package org.fusefixture.internal.server;

import java.io.PrintStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Configures java.util.logging in a server, whose command line names this class: one line for each
 * record, on standard error. The formatter of the JDK writes dates, and the first one takes a tenth
 * of a second of CPU time, for languages and time zones, in every server again.
 */
public final class ServerLog {
  /** Called by the LogManager. */
  public ServerLog() {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(new Lines(System.err));
  }

  /** Level, logger, message, and the stack of what was thrown. */
  static final class Lines extends Handler {
    private final PrintStream out;
    private final Formatter formatter = new Line();

    Lines(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void publish(LogRecord logged) {
      if (isLoggable(logged)) {
        out.println(formatter.format(logged));
        if (logged.getThrown() != null) {
          logged.getThrown().printStackTrace(out);
        }
      }
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }

  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord logged) {
      return logged.getLevel() + " " + logged.getLoggerName() + ": " + formatMessage(logged);
    }
  }
}
