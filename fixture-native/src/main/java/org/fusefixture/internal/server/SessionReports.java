package org.fusefixture.internal.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.session.FilesystemFailure;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.session.LateAccess;
import org.fusefixture.internal.session.SessionStatistics;
import org.fusefixture.internal.session.UnansweredRequest;
import org.fusefixture.report.FailureReport;
import org.fusefixture.report.LateAccessReport;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.StatisticsReport;
import org.fusefixture.report.UnansweredReport;

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
