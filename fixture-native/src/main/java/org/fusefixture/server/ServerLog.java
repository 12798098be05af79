package org.fusefixture.server;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/**
 * Configures java.util.logging in a server, which names this class to it by a system property: one
 * line for a record, on standard error. The formatter of the JDK writes dates, and the first one
 * takes a tenth of a second of CPU time, for languages and time zones, in every server again.
 */
public final class ServerLog {
  /** What is called by the LogManager. */
  public ServerLog() {
    LogManager.getLogManager().reset();
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(new Lines());
  }

  private static final class Lines extends Handler {
    private final Formatter formatter =
        new Formatter() {
          @Override
          public String format(LogRecord record) {
            return record.getLevel() + " " + record.getLoggerName() + ": " + formatMessage(record);
          }
        };

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        synchronized (this) {
          System.err.println(formatter.format(record));
          if (record.getThrown() != null) {
            record.getThrown().printStackTrace();
          }
        }
      }
    }

    @Override
    public void flush() {
      System.err.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }
}
