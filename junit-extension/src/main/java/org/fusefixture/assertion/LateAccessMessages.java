package org.fusefixture.assertion;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.SessionStatistics;

/** Failures about payloads that the server accessed after its reply. */
final class LateAccessMessages {
  private static final int MOST = 5;

  private LateAccessMessages() {}

  /** No payload was touched after its reply. */
  static Message shouldHaveLateAccess(SessionStatistics statistics) {
    return new Message(
        "%nExpecting an access to a payload after its reply, but there was none in%n  %s%nCheck"
            + " whether the filesystem got a WRITE at all, and whether it consumes payloads late.",
        statistics.toString());
  }

  /** Another number of payloads was touched after their replies. */
  static Message shouldHaveLateAccesses(int expected, List<LateAccess> found) {
    return new Message(
        "%nExpecting%n  %s accesses to payloads after their replies%nbut there were%n  %s%n%s%n"
            + "Count the WRITE requests: the kernel splits writes at maxWrite.",
        expected, found.size(), of(found));
  }

  /** Payloads were touched after their replies. */
  static Message shouldHaveNoLateAccess(List<LateAccess> found) {
    return new Message(
        "%nExpecting no access to a payload after its reply, but there were %s:%n%s%nA payload"
            + " belongs to the client again once its WRITE is answered; consume it before.",
        found.size(), of(found));
  }

  /** Payloads are still held back. */
  static Message shouldSettle(Duration limit) {
    return new Message(
        "%nExpecting every payload to be consumed within%n  %s%nbut some are still held back or "
            + "unconsumed.%nLook at server().stacks() for what the filesystem waits for.",
        limit);
  }

  /** One line for each of the first few, followed by its stack. */
  static String of(List<LateAccess> accesses) {
    String lines =
        accesses.stream()
            .limit(MOST)
            .map(LateAccessMessages::describe)
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
