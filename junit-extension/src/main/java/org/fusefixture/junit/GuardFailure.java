package org.fusefixture.junit;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A test passed, but left behind what it must not. */
final class GuardFailure extends AssertionError {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 20;

  GuardFailure(String mount, List<Finding> findings) {
    super(message(mount, findings));
  }

  private static String message(String mount, List<Finding> findings) {
    String kinds =
        findings.stream()
            .map(finding -> finding.breach().name())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    StringBuilder text = new StringBuilder();
    text.append("the test left something behind on ").append(mount).append(":\n");
    findings.stream()
        .limit(MOST)
        .forEach(finding -> text.append("  ").append(finding).append('\n'));
    if (findings.size() > MOST) {
      text.append("  and ").append(findings.size() - MOST).append(" more\n");
    }
    return text.append("If the test expects this, annotate it with @Tolerates(")
        .append(kinds)
        .append(").")
        .toString();
  }

  /**
   * A breach that was found.
   *
   * @param breach of which kind
   * @param description what it is and where it came from
   */
  record Finding(MountBreach breach, String description) {
    @Override
    public String toString() {
      return breach.title() + ": " + description;
    }
  }
}
