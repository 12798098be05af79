package org.fusefixture.internal.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.ControlProtocol;
import org.fusefixture.internal.control.Hello;
import org.fusefixture.internal.control.ServerClient;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.fault.FaultService;
import org.fusefixture.internal.control.guard.ServerGuardService;
import org.fusefixture.internal.control.mount.LateAccessWait;
import org.fusefixture.internal.control.mount.LateAccessesSettled;
import org.fusefixture.internal.control.mount.ServedMount;
import org.fusefixture.internal.control.mount.ServerMountRequest;
import org.fusefixture.internal.control.mount.SnapshotRequest;
import org.fusefixture.internal.control.mount.StacksReport;
import org.fusefixture.internal.control.oracle.StoredRequest;
import org.fusefixture.internal.control.page.VerifyRequest;
import org.fusefixture.internal.control.storage.StorageService;
import org.fusefixture.internal.control.trace.ServerTraceService;
import org.fusefixture.internal.linux.Capability;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.internal.session.SessionConfiguration;
import org.fusefixture.internal.session.fault.SessionFaults;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.stamp.FileVerdict;

/** Serves one mount for the agent. */
final class MountServer implements ServerService {
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "control-worker");
            thread.setDaemon(true);
            return thread;
          });
  private final ServerTraceService traceEndpoint = new TraceEndpoint(this::requireSession, workers);
  private final GuardEndpoint guardEndpoint =
      new GuardEndpoint(this::requireSession, this::requireFilesystem, workers);
  private final ServerFaultEndpoint faults =
      new ServerFaultEndpoint(
          () -> requireSession("faults"), () -> requireFaults("faults"), () -> seed());
  private final StorageService storage = new StorageEndpoint(this::requireFilesystem, workers);
  private final CompletableFuture<ServerClient> agent = new CompletableFuture<>();
  private volatile MountSpec spec;
  private volatile FuseFilesystem filesystem;
  private volatile SessionFaults sessionFaults;
  private volatile FuseSession session;

  @Override
  public CompletableFuture<Hello> hello(Hello hello) {
    ControlProtocol.requireVersion(hello.peer(), hello.version());
    return later(
        () -> {
          Warmup.run();
          return Hello.from("server");
        });
  }

  @Override
  public CompletableFuture<ServedMount> mount(ServerMountRequest request) {
    return later(() -> mountNow(request));
  }

  @Override
  public CompletableFuture<SessionReport> report() {
    return later(() -> session == null ? SessionReport.EMPTY : session.report());
  }

  @Override
  public CompletableFuture<SessionStatistics> statistics() {
    return later(
        () ->
            session == null
                ? SessionReport.EMPTY.statistics()
                : session.statistics());
  }

  @Override
  public CompletableFuture<StacksReport> stacks() {
    return later(() -> new StacksReport(ThreadStacks.text(), "asked of the server"));
  }

  /** On the channel's own thread: quick, and in the order of the agent's calls. */
  @Override
  public CompletableFuture<Void> pagesChanged() {
    requireSession("pagesChanged").pagesChanged();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<LateAccessesSettled> awaitLateAccesses(LateAccessWait wait) {
    FuseSession current = requireSession("awaitLateAccesses");
    return later(
        () -> {
          try {
            return new LateAccessesSettled(
                current.awaitLateAccesses(Duration.ofMillis(wait.limitMillis())));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LateAccessesSettled(false);
          }
        });
  }

  @Override
  public CompletableFuture<FileVerdict> verifyStored(VerifyRequest request) {
    return later(() -> StoredVerification.verify(requireFilesystem("verifyStored"), request));
  }

  @Override
  public CompletableFuture<Void> takeSnapshot(SnapshotRequest request) {
    return CompletableFuture.runAsync(
        () -> ServerSnapshots.take(requireFaults("takeSnapshot"), request), workers);
  }

  @Override
  public CompletableFuture<Void> rollBack(SnapshotRequest request) {
    return CompletableFuture.runAsync(
        () -> ServerSnapshots.rollBack(requireFaults("rollBack"), request), workers);
  }

  @Override
  public ServerGuardService guard() {
    return guardEndpoint;
  }

  @Override
  public ServerTraceService trace() {
    return traceEndpoint;
  }

  @Override
  public CompletableFuture<IntegrityVerdict> judgeStored(StoredRequest request) {
    return later(
        () -> StoredVerification.judge(requireFilesystem("judgeStored"), request.expectation()));
  }

  @Override
  public FaultService faults() {
    return faults;
  }

  @Override
  public StorageService storage() {
    return storage;
  }

  /** Whom to tell when a fault is about to kill this process. */
  void connect(ServerClient client) {
    agent.complete(client);
  }

  @Override
  public CompletableFuture<SessionReport> unmount() {
    return later(
        () -> {
          FuseSession ended = requireSession("unmount");
          ended.close();
          return ended.report();
        });
  }

  private synchronized ServedMount mountNow(ServerMountRequest request) {
    spec = request.spec();
    if (session != null) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST, "mount", "this server has its mount already"));
    }
    guardEndpoint.begin();
    filesystem =
        new FilesystemLoader(spec.filesystem())
            .load(new FilesystemContext(Path.of(request.backing()), spec.options(), spec.seed()));
    boolean capable = Capability.SYS_ADMIN.isEffective() && !spec.dropSysAdmin();
    SessionFaults rules = new SessionFaults(filesystem);
    rules.supervisedBy(new AgentSupervisor(agent, () -> faults.report(rules.receipts())));
    sessionFaults = rules;
    session =
        SessionStart.mount(Path.of(request.mountPoint()), filesystem, configuration(spec), rules);
    return new ServedMount(
        session.mode(),
        session.connection(),
        session.parameters().version().minor(),
        session.parameters().flags(),
        session.parameters().maxWrite(),
        capable);
  }

  private static SessionConfiguration configuration(MountSpec spec) {
    return SessionConfiguration.of(spec.mode())
        .withThreads(spec.threads())
        .withLateAccess(spec.lateAccess())
        .withHoldLimit(Duration.ofMillis(spec.holdLimitMillis()))
        .withDropSysAdmin(spec.dropSysAdmin());
  }

  private long seed() {
    return spec.seed();
  }

  private FuseSession requireSession(String call) {
    FuseSession current = session;
    if (current == null) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.BAD_REQUEST, call, "this server has no mount yet"));
    }
    return current;
  }

  private SessionFaults requireFaults(String call) {
    requireSession(call);
    return sessionFaults;
  }

  private FuseFilesystem requireFilesystem(String call) {
    requireSession(call);
    return filesystem;
  }

  private <T> CompletableFuture<T> later(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, workers);
  }
}
