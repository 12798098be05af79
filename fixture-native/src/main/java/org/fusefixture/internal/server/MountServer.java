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
import org.fusefixture.internal.control.FaultService;
import org.fusefixture.internal.control.GuardService;
import org.fusefixture.internal.control.MountService.Stacks;
import org.fusefixture.internal.control.ServerClient;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.StorageService;
import org.fusefixture.internal.control.TraceService;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.internal.linux.Capability;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.oracle.Expectation;
import org.fusefixture.internal.relay.ProgramFilesystem;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.session.MountRefusedException;
import org.fusefixture.internal.session.SessionConfiguration;
import org.fusefixture.internal.session.fault.SessionFaults;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.mount.Program;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.trace.Trace;

/** Serves one mount for the agent. */
final class MountServer implements ServerService {
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "control-worker");
            thread.setDaemon(true);
            return thread;
          });
  private final TraceService trace = new SessionTrace();
  private final GuardEndpoint guardEndpoint =
      new GuardEndpoint(this::requireSession, this::requireFilesystem, workers);
  private final ServerFaultEndpoint faults =
      new ServerFaultEndpoint(
          () -> requireSession("faults"), () -> requireFaults("faults"), () -> seed());
  private final StorageService storage =
      new StorageEndpoint(this::requireFaults, this::requireFilesystem, workers);
  private final CompletableFuture<ServerClient> agent = new CompletableFuture<>();
  private volatile MountSpec spec;
  private volatile FuseFilesystem filesystem;
  private volatile SessionFaults sessionFaults;
  private volatile FuseSession session;

  @Override
  public CompletableFuture<Integer> hello(int version, String peer) {
    ControlProtocol.requireVersion(peer, version);
    return later(
        () -> {
          Warmup.run();
          return ControlProtocol.VERSION;
        });
  }

  @Override
  public CompletableFuture<ServedMount> mount(MountSpec asked, String mountPoint, String backing) {
    return later(() -> mountNow(asked, Path.of(mountPoint), Path.of(backing)));
  }

  @Override
  public CompletableFuture<SessionReport> report() {
    return later(() -> session == null ? SessionReport.EMPTY : session.report());
  }

  @Override
  public CompletableFuture<SessionStatistics> statistics() {
    return later(() -> session == null ? SessionReport.EMPTY.statistics() : session.statistics());
  }

  @Override
  public CompletableFuture<Stacks> stacks() {
    return later(
        () ->
            filesystem instanceof ProgramFilesystem program
                ? new Stacks(program.stacks(), "of the program, from /proc")
                : new Stacks(ThreadStacks.text(), "asked of the server"));
  }

  /** On the channel's own thread: quick, and in the order of the agent's calls. */
  @Override
  public CompletableFuture<Void> pagesChanged() {
    requireSession("pagesChanged").pagesChanged();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Boolean> awaitLateAccesses(long limitMillis) {
    FuseSession current = requireSession("awaitLateAccesses");
    return later(
        () -> {
          try {
            return current.awaitLateAccesses(Duration.ofMillis(limitMillis));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
        });
  }

  @Override
  public CompletableFuture<FileVerdict> verifyStored(StampedFile file) {
    return later(() -> StoredVerification.verify(requireFilesystem("verifyStored"), file));
  }

  @Override
  public GuardService guard() {
    return guardEndpoint;
  }

  @Override
  public TraceService trace() {
    return trace;
  }

  @Override
  public CompletableFuture<IntegrityVerdict> judgeStored(Expectation expectation) {
    return later(() -> StoredVerification.judge(requireFilesystem("judgeStored"), expectation));
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
          try {
            ended.close();
          } catch (FuseSession.StopFailedException e) {
            throw ControlFailures.ofFilesystem(e.getMessage(), "unmount", e);
          }
          return ended.report();
        });
  }

  private synchronized ServedMount mountNow(MountSpec asked, Path mountPoint, Path backing) {
    spec = asked;
    if (session != null) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST, "mount", "this server has its mount already"));
    }
    guardEndpoint.begin();
    filesystem = underTest(backing);
    boolean capable = Capability.SYS_ADMIN.isEffective() && !spec.dropSysAdmin();
    SessionFaults rules = new SessionFaults(filesystem);
    rules.supervisedBy(supervisor(rules));
    sessionFaults = rules;
    session = start(mountPoint, filesystem, configuration(spec), rules);
    session.switchTrace(!spec.measured());
    return new ServedMount(
        session.mode(),
        session.connection(),
        session.parameters().version().minor(),
        session.parameters().flags(),
        session.parameters().maxWrite(),
        capable,
        filesystem instanceof ProgramFilesystem program ? program.pid() : 0);
  }

  private FuseFilesystem underTest(Path backing) {
    Program program = spec.program();
    return program == null
        ? new FilesystemLoader(spec.filesystem())
            .load(new FilesystemContext(backing, spec.options(), spec.seed()))
        : new ProgramFilesystem(program, backing, this::programEnded);
  }

  private AgentSupervisor supervisor(SessionFaults rules) {
    return new AgentSupervisor(agent, () -> faults.report(rules.receipts()));
  }

  /** This process ends as its program did: to the agent, the two are one server. */
  private void programEnded(int status) {
    try {
      FuseSession current = session;
      if (current != null) {
        current.abort();
        supervisor(sessionFaults).dying(false);
      }
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  private static FuseSession start(
      Path mountPoint,
      FuseFilesystem filesystem,
      SessionConfiguration configuration,
      SessionFaults faults) {
    String call = "mount(\"" + mountPoint + "\", " + configuration.mode() + ")";
    try {
      return FuseSession.mount(mountPoint, filesystem, configuration, faults);
    } catch (MountRefusedException e) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.MOUNT_REFUSED, call, e.getMessage())
              .withDetail(e.getCause() == null ? "" : ControlFailures.stackOf(e.getCause())),
          e);
    } catch (LinuxException e) {
      throw new ControlException(
          new ControlError(ControlError.Kind.MOUNT_REFUSED, call, e.number(), e.getMessage(), ""),
          e);
    } catch (RuntimeException | Error e) { // of the filesystem's options() or start()
      throw ControlFailures.ofFilesystem("it cannot be started: " + e, call, e);
    }
  }

  private static SessionConfiguration configuration(MountSpec spec) {
    return SessionConfiguration.of(spec.mode())
        .withThreads(spec.threads())
        .withLateAccess(spec.lateAccess())
        .withHoldLimit(spec.holdLimit())
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

  private final class SessionTrace implements TraceService {
    @Override
    public CompletableFuture<Trace> trace(int mount, int most) {
      return later(() -> requireSession("trace").trace().last(most));
    }

    @Override
    public CompletableFuture<Void> enable(int mount, boolean on) {
      return CompletableFuture.runAsync(() -> requireSession("trace").switchTrace(on), workers);
    }
  }
}
