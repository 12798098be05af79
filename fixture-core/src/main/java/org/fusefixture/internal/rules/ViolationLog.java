package org.fusefixture.internal.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.report.ProtocolReport;
import org.fusefixture.report.ProtocolReport.Violation;

/** Keeps the first violations whole, and counts all of them by rule. */
public final class ViolationLog implements ReplyChecks.Listener {
  static final int MOST = 100;

  private final List<Violation> first = new ArrayList<>();
  private final Map<ReplyRule, Long> counts = new EnumMap<>(ReplyRule.class);

  @Override
  public synchronized void violated(
      ReplyRule rule, String operation, long unique, String request, String detail) {
    counts.merge(rule, 1L, Long::sum);
    if (first.size() < MOST) {
      first.add(
          new Violation(
              rule.id(), operation, unique, request, detail, rule.claim(), rule.source()));
    }
  }

  /** What was found so far. */
  public synchronized ProtocolReport report() {
    Map<String, Long> byId = new LinkedHashMap<>();
    counts.forEach((rule, count) -> byId.put(rule.id(), count));
    return new ProtocolReport(first, byId);
  }
}
