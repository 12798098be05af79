package org.fusefixture.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionStatistics;

/** What a server did, as a table for {@code --report}: a name and a number on each line. */
final class SessionTable {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  private SessionTable() {}

  static List<String> of(ServerReport server) {
    SessionTable table = new SessionTable();
    SessionStatistics statistics = server.session().statistics();
    table.row("server", server.alive() ? "running" : "ended by " + server.exit());
    new TreeMap<>(statistics.requests())
        .forEach((opcode, count) -> table.row(opcode.name(), count));
    table.row("payloads in memory", statistics.writesInMemory());
    table.row("payloads in pipes", statistics.writesInPipe());
    table.row("bytes written", statistics.bytesWritten());
    table.row("replies", statistics.replies());
    table.row("errors among them", statistics.errorReplies());
    table.row("requests without a reply", server.session().unanswered().size());
    table.row("late accesses", statistics.lateAccesses());
    table.row("exceptions of the filesystem", statistics.failures());
    new TreeMap<>(server.session().protocol().counts())
        .forEach((rule, count) -> table.row("broken rule " + rule, count));
    server.aborts().forEach(abort -> table.row("aborted", abort.reason()));
    return table.lines();
  }

  private void row(String name, Object value) {
    names.add(name);
    values.add(value.toString());
  }

  /** Numbers stand under each other; the column is as wide as the longest name. */
  private List<String> lines() {
    int name = names.stream().mapToInt(String::length).max().orElse(1);
    int number =
        values.stream()
            .filter(value -> value.matches("[0-9]+"))
            .mapToInt(String::length)
            .max()
            .orElse(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String value = values.get(i);
      String format =
          value.matches("[0-9]+") ? "%-" + name + "s  %" + number + "s" : "%-" + name + "s  %s";
      lines.add(String.format(format, names.get(i), value));
    }
    return lines;
  }
}
