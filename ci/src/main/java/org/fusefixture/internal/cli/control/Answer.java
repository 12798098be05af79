package org.fusefixture.internal.cli.control;

import java.util.List;
import java.util.Map;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.storage.UnsyncedReport;

/**
 * What a command has come to.
 *
 * @param text for people, one line or more
 * @param json the same as records, lists and maps
 */
record Answer(String text, Object json) {
  /** A command that has nothing to tell but its success. */
  static Answer done(String what) {
    return new Answer(what, Map.of("done", what));
  }

  static Answer set(String name) {
    return new Answer(name + " is set", Map.of("name", name));
  }

  static Answer receipts(List<RuleReceipt> receipts) {
    return new Answer(lines(receipts.stream().map(RuleReceipt::toString).toList()), receipts);
  }

  static Answer faults(List<RuleReceipt> active) {
    return new Answer(
        lines(active.stream().map(RuleReceipt::rule).toList()),
        active.stream().map(one -> Map.of("name", one.name(), "rule", one.rule())).toList());
  }

  static Answer unsynced(UnsyncedReport report) {
    return new Answer(report.toString(), report);
  }

  private static String lines(List<String> items) {
    return items.isEmpty() ? "no faults" : String.join(System.lineSeparator(), items);
  }
}
