package org.fusefixture.internal.exercise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.fusefixture.report.FilesystemFailure;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.ServerReport;

/** What the session saw by itself: late accesses, exceptions, requests without an answer. */
final class SessionCheck {
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 20_000_000;
  private static final String REPLIED_TWICE = "was sent already";

  private SessionCheck() {}

  /** Some requests, such as RELEASE, are still under way when no caller waits for them any more. */
  private static ServerReport settled(CheckContext context) {
    long end = System.nanoTime() + SETTLE_LIMIT.toNanos();
    ServerReport report = context.fs().server().report();
    while (!context.isOver()
        && !report.session().unanswered().isEmpty()
        && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      report = context.fs().server().report();
    }
    return report;
  }

  static void run(CheckContext context) {
    if (!context.isOver()) {
      context.fs().server().awaitLateAccesses(SETTLE_LIMIT);
    }
    ServerReport report = settled(context);
    List<LateAccess> late = report.session().lateAccesses();
    if (!late.isEmpty()) {
      LateAccess first = late.get(0);
      context.breach(
          Breach.Kind.LATE_ACCESS,
          Cause.LATE_PAYLOAD,
          late.size()
              + " payloads were touched after their replies, the first that of WRITE "
              + first.unique()
              + " ("
              + first.size()
              + " bytes at "
              + first.offset()
              + ", "
              + first.consumedBefore()
              + " consumed in time), by thread "
              + first.thread()
              + ":\n"
              + first.stack().strip().indent(2).stripTrailing());
    }
    for (FilesystemFailure failure : report.session().failures()) {
      boolean twice = failure.exception().contains(REPLIED_TWICE);
      context.breach(
          twice ? Breach.Kind.REPLIED_TWICE : Breach.Kind.THREW,
          twice ? Cause.SECOND_REPLY : Cause.EXCEPTION,
          failure.opcode()
              + " "
              + failure.unique()
              + ": "
              + failure.exception()
              + "\n"
              + failure.stack());
      if (twice) {
        break; // one is enough
      }
    }
    if (context.isOver()) {
      throw new CheckContext.Inapplicable(
          "requests without a reply are no breach of their own: the connection was cut");
    }
    report
        .session()
        .unanswered()
        .forEach(
            request ->
                context.breach(Breach.Kind.NO_REPLY, Cause.NO_REPLY, "unanswered: " + request));
  }
}
