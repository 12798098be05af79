package org.fusefixture.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fusefixture.control.mount.FailureReport;
import org.fusefixture.control.mount.LateAccessReport;
import org.fusefixture.control.mount.SessionReport;
import org.fusefixture.control.mount.StatisticsReport;
import org.fusefixture.control.mount.UnansweredReport;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.session.FilesystemFailure;
import org.fusefixture.session.FuseSession;
import org.fusefixture.session.LateAccess;
import org.fusefixture.session.SessionStatistics;
import org.fusefixture.session.UnansweredRequest;

/** What a session did, as the control API has it. */
final class SessionReports {
  private SessionReports() {}

  static SessionReport of(FuseSession session) {
    return new SessionReport(
        of(session.statistics()),
        session.lateAccesses().stream().map(SessionReports::of).toList(),
        session.failures().stream().map(SessionReports::of).toList(),
        session.unanswered().stream().map(SessionReports::of).toList());
  }

  static StatisticsReport of(SessionStatistics statistics) {
    Map<String, Long> requests = new TreeMap<>();
    statistics.requests().forEach((opcode, count) -> requests.put(opcode.name(), count));
    if (statistics.interrupts() > 0) {
      requests.put(Opcode.INTERRUPT.name(), statistics.interrupts());
    }
    return new StatisticsReport(
        requests,
        statistics.writesInMemory(),
        statistics.writesInPipe(),
        statistics.bytesWritten(),
        statistics.replies(),
        statistics.errorReplies(),
        statistics.malformed(),
        statistics.unknown(),
        statistics.lateAccesses(),
        statistics.failures());
  }

  private static LateAccessReport of(LateAccess access) {
    return new LateAccessReport(
        access.unique().value(),
        access.nodeId().value(),
        access.offset().bytes(),
        access.size(),
        access.consumedBefore(),
        access.outcome().name(),
        access.thread(),
        access.stack().stream()
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(System.lineSeparator())));
  }

  private static FailureReport of(FilesystemFailure failure) {
    return new FailureReport(
        failure.opcode().name(),
        failure.unique().value(),
        failure.cause().toString(),
        Failures.stackOf(failure.cause()));
  }

  private static UnansweredReport of(UnansweredRequest request) {
    return new UnansweredReport(
        request.unique().value(),
        request.opcode().name(),
        request.nodeId().value(),
        request.age().toMillis());
  }
}
