package org.fusefixture.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.ProtocolReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.UnansweredRequest;

/**
 * Looks after one mount: what its filesystem did wrong without any assertion noticing, and what was
 * left behind. What was told once is not told again, so that a mount that lives as long as its
 * class charges each test with its own only.
 */
final class MountGuard {
  /** For late accesses that are held back, or made by other threads. */
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(1);

  private static final long ANSWER_LIMIT_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final int MOST_FRAMES = 6;

  private final MountCalls calls;
  private final Server server;
  private final Optional<TestJvmGuard> testJvm;
  private final Set<MountBreach> tolerated = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param testJvm of a mount that the test JVM can see
   */
  MountGuard(MountCalls calls, Server server, Optional<TestJvmGuard> testJvm) {
    this.calls = calls;
    this.server = server;
    this.testJvm = testJvm;
  }

  void tolerate(MountBreach... breaches) {
    tolerated.addAll(Arrays.asList(breaches));
  }

  /** Without what is tolerated. */
  List<GuardFailure.Finding> intolerable(
      List<GuardFailure.Finding> findings, Set<MountBreach> declared) {
    Set<MountBreach> all = EnumSet.noneOf(MountBreach.class);
    all.addAll(declared);
    all.addAll(tolerated);
    return findings.stream().filter(finding -> !all.contains(finding.breach())).toList();
  }

  /** What can be found while it is mounted; a mount that was ended by force is not judged. */
  List<GuardFailure.Finding> whileMounted() {
    ServerReport report = server.report();
    List<GuardFailure.Finding> findings = new ArrayList<>();
    if (!report.alive() || !report.aborts().isEmpty() || server.wasKilled()) {
      return findings;
    }
    calls.openFiles().forEach(file -> add(findings, MountBreach.OPEN_FILE, file));
    testJvm.ifPresent(
        guard -> guard.held().forEach(held -> add(findings, MountBreach.TEST_JVM_LEFTOVER, held)));
    server.awaitLateAccesses(SETTLE_LIMIT);
    report = settledReport();
    for (LateAccess access : report.session().lateAccesses()) {
      add(findings, MountBreach.LATE_ACCESS, describe(access));
    }
    violations(findings, report.session().protocol());
    for (UnansweredRequest request : report.session().unanswered()) {
      add(
          findings,
          MountBreach.UNANSWERED_REQUEST,
          request.opcode() + "#" + request.unique() + " of node " + request.nodeId());
    }
    calls
        .call("compare the lookups", agent -> agent.guard().lookups(calls.mount()))
        .forEach(line -> add(findings, MountBreach.LOOKUP_COUNT, line));
    return findings;
  }

  /** What can be found when it is unmounted. */
  List<GuardFailure.Finding> afterUnmount() {
    List<GuardFailure.Finding> findings = new ArrayList<>();
    calls
        .call("look for leftovers", agent -> agent.guard().leftovers(calls.mount()))
        .forEach(line -> add(findings, MountBreach.SERVER_LEFTOVER, line));
    return findings;
  }

  /** Each once; those that were only counted, in one line. */
  private void violations(List<GuardFailure.Finding> findings, ProtocolReport protocol) {
    protocol
        .violations()
        .forEach(violation -> add(findings, MountBreach.PROTOCOL, violation.toString()));
    if (protocol.total() > protocol.violations().size()) {
      add(findings, MountBreach.PROTOCOL, "in all, by rule: " + new TreeMap<>(protocol.counts()));
    }
  }

  /** A client that was let go may be faster than the thread that answered it. */
  private ServerReport settledReport() {
    long end = System.nanoTime() + ANSWER_LIMIT_NANOS;
    ServerReport report = server.report();
    while (!report.session().unanswered().isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      report = server.report();
    }
    return report;
  }

  private void add(List<GuardFailure.Finding> findings, MountBreach breach, String description) {
    if (told.add(breach + description)) {
      findings.add(new GuardFailure.Finding(breach, description));
    }
  }

  private static String describe(LateAccess access) {
    String stack =
        access
            .stack()
            .lines()
            .limit(MOST_FRAMES)
            .map(frame -> "\n    at " + frame)
            .reduce("", String::concat);
    return "WRITE#"
        + access.unique()
        + " (node "
        + access.nodeId()
        + ", "
        + access.size()
        + " bytes at "
        + access.offset()
        + ") was read by thread "
        + access.thread()
        + " after its reply"
        + stack;
  }
}
