package org.fusefixture.trace;

import java.util.Locale;

/** Shows events like strace(1): one line each. */
final class TraceText {
  private static final double NANOS_PER_SECOND = 1e9;

  private TraceText() {}

  /**
   * A line, for example {@code 0.000412 fuse-52-1 WRITE#14(node 2, fh 1, 4096 bytes at 0) = 4096
   * <0.000031>}.
   *
   * @param origin time that the line's time counts from
   */
  static String line(TraceEvent event, long origin) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%11.6f %-12s ",
            (event.nanos() - origin) / NANOS_PER_SECOND,
            event.thread()));
    text.append(event.source() == TraceEvent.Source.CLIENT ? "client " : "server ");
    text.append(marker(event.kind())).append(event.name());
    if (event.unique() != 0) {
      text.append('#').append(Long.toUnsignedString(event.unique()));
    }
    text.append('(').append(arguments(event)).append(')');
    if (!event.result().isEmpty()) {
      text.append(" = ").append(event.result());
    }
    if (event.durationNanos() >= 0) {
      text.append(String.format(Locale.ROOT, " <%.6f>", event.durationNanos() / NANOS_PER_SECOND));
    }
    return text.toString();
  }

  private static String arguments(TraceEvent event) {
    if (event.nodeId() == 0) {
      return event.arguments();
    }
    String node = "node " + Long.toUnsignedString(event.nodeId());
    return event.arguments().isEmpty() ? node : node + ", " + event.arguments();
  }

  private static String marker(TraceEvent.Kind kind) {
    return switch (kind) {
      case REQUEST, CALL -> "";
      case REPLY -> "reply ";
      case LATE_ACCESS -> "*** LATE ACCESS to ";
      case NOTIFICATION -> "notify ";
      case FAULT -> "*** FAULT at ";
      case PAGES -> "pages ";
    };
  }
}
