package org.fusefixture.junit;

import java.util.List;
import java.util.function.Function;
import org.fusefixture.report.ServerReport;

/**
 * What the fixture knows of a mount when a test on it failed. Travels as a suppressed exception, so
 * that every report of the failure has it.
 */
final class MountDiagnostics extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_EVENTS = 80;

  private MountDiagnostics(String text) {
    super(text, null, false, false);
  }

  /** Never throws: what cannot be found out is said to be so. */
  static MountDiagnostics of(LiveMount mount) {
    StringBuilder text = new StringBuilder(mount.describe()).append('\n');
    text.append("in the ").append(mount.sandbox().description()).append('\n');
    try {
      append(text, mount.server().report());
    } catch (RuntimeException e) {
      text.append("the server's report is unavailable: ").append(e.getMessage()).append('\n');
    }
    section(text, "end of the trace", trace(mount));
    section(text, "log of the sandbox", mount.sandbox().logTail());
    return new MountDiagnostics(text.toString());
  }

  @Override
  public String toString() {
    return "what is known of the mount: " + getMessage();
  }

  private static String trace(LiveMount mount) {
    try {
      return mount.trace().last(MOST_EVENTS).toString();
    } catch (RuntimeException e) {
      return "the trace is unavailable: " + e.getMessage();
    }
  }

  private static void append(StringBuilder text, ServerReport report) {
    text.append("server: ").append(report.alive() ? "alive" : "ended with " + report.exit());
    text.append("; ").append(report.session().statistics()).append('\n');
    list(text, "late accesses", report.session().lateAccesses(), String::valueOf);
    list(text, "exceptions of the filesystem", report.session().failures(), String::valueOf);
    list(
        text,
        "broken rules of the protocol",
        report.session().protocol().violations(),
        String::valueOf);
    list(text, "unanswered requests", report.session().unanswered(), String::valueOf);
    list(
        text,
        "aborted connections",
        report.aborts(),
        abort -> abort.reason() + "\n" + abort.stacks());
    section(text, "standard error of the server", report.standardError());
  }

  private static <T> void list(
      StringBuilder text, String title, List<T> entries, Function<T, String> describe) {
    if (entries.isEmpty()) {
      return;
    }
    text.append(title).append(" (").append(entries.size()).append("):\n");
    entries.stream()
        .limit(MOST_ENTRIES)
        .forEach(entry -> text.append("  ").append(describe.apply(entry)).append('\n'));
  }

  private static void section(StringBuilder text, String title, String content) {
    if (!content.isBlank()) {
      text.append(title).append(":\n").append(content.strip().indent(2));
    }
  }
}
