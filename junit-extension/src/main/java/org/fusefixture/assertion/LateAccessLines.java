package org.fusefixture.assertion;

import java.util.List;
import java.util.stream.Collectors;
import org.fusefixture.report.LateAccess;

/** Late accesses for a person. */
final class LateAccessLines {
  private static final int MOST = 5;

  private LateAccessLines() {}

  /** One line for each of the first few, followed by its stack. */
  static String of(List<LateAccess> accesses) {
    String lines =
        accesses.stream()
            .limit(MOST)
            .map(LateAccessLines::describe)
            .collect(Collectors.joining("\n"));
    int more = accesses.size() - MOST;
    return more > 0 ? lines + "\n  and " + more + " more" : lines;
  }

  private static String describe(LateAccess access) {
    String line =
        "  WRITE "
            + access.unique()
            + " of inode "
            + access.nodeId()
            + ", "
            + access.size()
            + " bytes at "
            + access.offset()
            + ": "
            + access.outcome();
    return access.stack().isBlank()
        ? line
        : line + "\n" + access.stack().strip().indent(6).stripTrailing();
  }
}
