package org.fusefixture.internal.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.client.ClientMount;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.FaultService.Report;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.ServerService.ServedMount;
import org.fusefixture.internal.mount.FuseConnection;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.AbortReport;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.trace.Trace;

/** A mount in use: its client, its server process, and what became of its connection. */
final class AgentMount implements TimedCalls.Cuttable {
  private static final Duration REPORT_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_EVENTS = 20_000;
  private static final Duration TELL_LIMIT = Duration.ofSeconds(2);
  private static final Duration EXIT_LIMIT = Duration.ofSeconds(1);

  private final int number;
  private final MountSpec spec;
  private final Path mountPoint;
  private final ServerProcess server;
  private final ServedMount served;
  private final FuseConnection connection;
  private final ClientMount client;
  private final List<AgentMount> predecessors;
  private final AtomicReference<Report> inherited;
  private final List<AbortReport> aborts = new ArrayList<>();
  private SessionReport lastReport = SessionReport.EMPTY;
  private Trace lastTrace;
  private final AtomicInteger measurements = new AtomicInteger();
  private volatile boolean ending;

  AgentMount(
      int number,
      MountSpec spec,
      Path mountPoint,
      ServerProcess server,
      ServedMount served,
      FuseConnection connection) {
    this.number = number;
    this.spec = spec;
    this.mountPoint = mountPoint;
    this.server = server;
    this.served = served;
    this.connection = connection;
    this.lastTrace = new Trace(served.mode(), List.of(), 0);
    this.client = new ClientMount(number, mountPoint, lendsPages(spec), this::pagesChanged);
    this.predecessors = List.of();
    this.inherited = new AtomicReference<>(Report.EMPTY);
  }

  private AgentMount(
      AgentMount old,
      ServerProcess server,
      ServedMount served,
      FuseConnection connection,
      Report inherited) {
    this.number = old.number;
    this.spec = old.spec;
    this.mountPoint = old.mountPoint;
    this.server = server;
    this.served = served;
    this.connection = connection;
    this.lastTrace = new Trace(served.mode(), List.of(), 0);
    this.client = old.client.successor(this::pagesChanged);
    List<AgentMount> before = new ArrayList<>(old.predecessors);
    before.add(old);
    this.predecessors = List.copyOf(before);
    this.inherited = new AtomicReference<>(inherited);
  }

  /** Where no attestation has shown the opposite, a pipe may hold pages of the client. */
  private static boolean lendsPages(MountSpec spec) {
    return switch (spec.mode()) {
      case COPY -> false;
      case SPLICE -> !spec.attested();
      case SPLICE_USER_PAGES -> true;
    };
  }

  /**
   * This mount with a new server in place of one that is dead. What became of the faults is kept
   * where one of them has killed it; otherwise the test has asked before.
   */
  AgentMount successor(ServerProcess newServer, ServedMount newServed, FuseConnection other) {
    Report kept =
        server.isToBeRestarted()
            ? inherited.get().followedBy(server.finalFaultReport())
            : Report.EMPTY;
    return new AgentMount(this, newServer, newServed, other, kept);
  }

  /** What became of the faults of servers that this one has followed, since they were reset. */
  Report inheritedFaults() {
    return inherited.get();
  }

  void forgetInheritedFaults() {
    inherited.set(Report.EMPTY);
  }

  /** What a client sees of it. */
  MountDescription describe(Path backing) {
    return new MountDescription(
        number,
        mountPoint.toString(),
        backing.toString(),
        served.mode(),
        served.connection(),
        server.servingPid(),
        served.protocolMinor(),
        served.initFlags(),
        served.maxWrite());
  }

  /** The same mount with the servers that it had before, oldest first. */
  List<AgentMount> predecessors() {
    return predecessors;
  }

  MountSpec spec() {
    return spec;
  }

  @Override
  public int number() {
    return number;
  }

  Path mountPoint() {
    return mountPoint;
  }

  ServerProcess server() {
    return server;
  }

  @Override
  public ClientMount client() {
    return client;
  }

  FuseConnection connection() {
    return connection;
  }

  /** Longest time of one call. */
  Duration requestTimeout() {
    return spec.requestTimeout();
  }

  /** It is about to be unmounted: the end of the server is no surprise any more. */
  void end() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  /** A measurement starts, which has a time limit of its own: nobody else asks the server now. */
  void startMeasurement() {
    measurements.incrementAndGet();
  }

  void endMeasurement() {
    measurements.decrementAndGet();
  }

  boolean isMeasured() {
    return measurements.get() > 0;
  }

  /** Number of requests in the kernel's queues or in the server. */
  int waiting() {
    return connection.waiting();
  }

  /** What the kernel counted on this connection, where it counts. */
  KernelCounterReport kernelCounters() {
    return KernelCounterFiles.read(connection);
  }

  /**
   * Aborts the connection, having noted the server's stacks; a second time, only the first abort is
   * reported.
   */
  @Override
  public synchronized AbortReport abort(String reason) {
    if (aborts.isEmpty()) {
      String stacks = HangStacks.of(server);
      serverTrace();
      connection.abort();
      aborts.add(new AbortReport(reason, stacks));
    }
    return aborts.get(0);
  }

  @Override
  public synchronized boolean isAborted() {
    return !aborts.isEmpty();
  }

  private synchronized List<AbortReport> aborts() {
    return List.copyOf(aborts);
  }

  /** What is known; asks the server if it can answer. */
  ServerReport report() {
    SessionReport session = sessionReport();
    boolean alive = server.isAlive();
    return new ServerReport(
        alive, alive ? "" : server.exit().join(), session, aborts(), server.standardError());
  }

  /** The report of the session, the last one if the server does not answer. */
  SessionReport sessionReport() {
    if (server.isAlive()) {
      try {
        remember(server.call("report", REPORT_LIMIT, ServerService::report));
      } catch (ControlException e) {
        return lastReport();
      }
    }
    return lastReport();
  }

  /** The counts of the session, the last ones if the server does not answer. */
  SessionStatistics statistics() {
    if (server.isAlive()) {
      try {
        remember(server.call("statistics", REPORT_LIMIT, ServerService::statistics));
      } catch (ControlException e) {
        return lastReport().statistics();
      }
    }
    return lastReport().statistics();
  }

  /**
   * The last events of the server; of one that does not answer, those that it told last. To be
   * asked before it is ended on purpose.
   */
  Trace serverTrace() {
    if (server.isAlive()) {
      try {
        rememberTrace(
            server.call(
                "trace", REPORT_LIMIT, serving -> serving.trace().trace(number, MOST_EVENTS)));
      } catch (ControlException e) {
        return lastTrace();
      }
    }
    return lastTrace();
  }

  synchronized void rememberTrace(Trace trace) {
    lastTrace = trace;
  }

  private synchronized Trace lastTrace() {
    return lastTrace;
  }

  synchronized void remember(SessionReport report) {
    lastReport = report;
  }

  private synchronized void remember(SessionStatistics statistics) {
    lastReport =
        new SessionReport(
            statistics,
            lastReport.lateAccesses(),
            lastReport.failures(),
            lastReport.unanswered(),
            lastReport.protocol());
  }

  private synchronized SessionReport lastReport() {
    return lastReport;
  }

  /**
   * Says why a call failed where its error number does not: the server died, or the connection was
   * aborted.
   */
  @Override
  public ControlException explain(ControlException failure) {
    ControlError error = failure.error();
    boolean cut =
        error.errno() == Errno.ENOTCONN.number() || error.errno() == Errno.ECONNABORTED.number();
    if (!cut) {
      return failure;
    }
    if (isAborted()) {
      AbortReport first = aborts().get(0);
      return new ControlException(
          new ControlError(
              error.kind(),
              error.call(),
              error.errno(),
              error.message() + "; the agent aborted the connection: " + first.reason(),
              first.stacks()),
          failure);
    }
    if (server.awaitExit(EXIT_LIMIT)) {
      return server.died(error.call(), failure);
    }
    return failure;
  }

  /** A server that cannot be told is gone or hangs, which the next call on the mount finds out. */
  private void pagesChanged() {
    try {
      server.call("pagesChanged", TELL_LIMIT, ServerService::pagesChanged);
    } catch (ControlException e) {
      if (e.kind() == ControlError.Kind.INTERNAL) {
        throw e;
      }
    }
  }

  @Override
  public String toString() {
    return "mount "
        + number
        + " ("
        + spec.filesystem()
        + ", "
        + served.mode()
        + ", server "
        + server.pid()
        + ")";
  }
}
