package org.fusefixture.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.nio.NioMount;
import org.fusefixture.internal.report.TestReport.FileFinding;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;
import org.fusefixture.report.KernelCounterReport;

/** A mount in a sandbox, from mount(2) to its end. */
final class LiveMount implements MountedFilesystem, AutoCloseable {
  /**
   * Start of a server JVM, construction of the filesystem, INIT; the agent has limits of its own.
   */
  private static final Duration MOUNT_TIME = Duration.ofSeconds(60);

  /** Late accesses are held back for less than that. */
  private static final Duration LATE_LIMIT = Duration.ofSeconds(10);

  /** Reading all files back; each call through the mount has a limit of its own. */
  private static final Duration JUDGE_LIMIT = Duration.ofMinutes(5);

  private final Sandbox sandbox;
  private final Variation variation;
  private final MountSpec spec;
  private volatile MountDescription description;
  private final MountCalls calls;
  private final Optional<VisiblePath> visible;
  private final Client client;
  private final Server server;
  private final MountTrace trace;
  private final Optional<TestJvmGuard> testJvm;
  private final MountGuard guard;
  private final NioMount nio;
  private final Faults faults;
  private final Storage storage;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LiveMount(
      Sandbox sandbox,
      Variation variation,
      MountSpec spec,
      MountDescription description,
      Optional<VisiblePath> visible) {
    this.sandbox = sandbox;
    this.variation = variation;
    this.spec = spec;
    this.description = description;
    this.visible = visible;
    Duration limit = spec.requestTimeout();
    this.calls = new MountCalls(sandbox, description.mount(), spec.seed(), limit);
    this.server = new Server(calls, sandbox.key().kernel());
    this.client = new Client(calls, server);
    this.trace = new MountTrace(calls);
    this.testJvm = visible.map(seen -> new TestJvmGuard(seen.path()));
    this.guard = new MountGuard(calls, server, testJvm);
    this.nio = NioMount.open(calls.agent(description.mountPoint()));
    this.faults = new Faults(calls, server);
    this.storage = new Storage(calls);
    server.beforeKill(faults::foreseeDeath);
    server.afterRestart(this::restarted);
  }

  /**
   * Mounts in the shared sandbox, which is started if need be.
   *
   * @throws MountFailedException with the reason
   * @throws org.fusefixture.internal.sandbox.SandboxFailedException if there is no sandbox to be
   *     had
   */
  static LiveMount mount(MountPlan plan, Variation variation) {
    Sandbox sandbox = Sandboxes.shared().open(variation.sandbox(plan.visible()));
    Optional<VisiblePath> visible = sandbox.visibleDirectory().map(VisiblePath::create);
    MountSpec spec = plan.spec(variation.mode());
    if (visible.isPresent()) {
      spec = spec.withVisiblePath(visible.get().path().toString());
    }
    try {
      return mount(sandbox, variation, spec, visible);
    } catch (RuntimeException failure) {
      visible.ifPresent(VisiblePath::remove);
      throw failure;
    }
  }

  private static LiveMount mount(
      Sandbox sandbox, Variation variation, MountSpec spec, Optional<VisiblePath> visible) {
    String call = "mount " + spec.filesystem() + " " + variation.label();
    MountDescription description;
    try {
      SandboxGuard.begin(sandbox);
      description = sandbox.mount(call, mountLimit(sandbox), spec);
    } catch (ControlException e) {
      SandboxGuard.end(sandbox);
      throw new MountFailedException(
          e.getMessage() + System.lineSeparator() + "in the " + sandbox.description(), e);
    }
    LiveMount mount = new LiveMount(sandbox, variation, spec, description, visible);
    try {
      visible.ifPresent(VisiblePath::requireMounted);
    } catch (RuntimeException failure) {
      mount.close();
      throw failure;
    }
    return mount;
  }

  private void restarted(MountDescription now) {
    description = now;
    faults.forgetServer();
  }

  @Override
  public TransferMode mode() {
    return description.mode();
  }

  @Override
  public Isolation isolation() {
    return variation.isolation();
  }

  @Override
  public Kernel kernel() {
    return variation.kernel();
  }

  @Override
  public long seed() {
    return spec.seed();
  }

  @Override
  public MountDescription description() {
    if (faults.restarting() && !closed.get() && sandbox.alive()) {
      description =
          calls.call("describe the mount", agent -> agent.mounts().describe(description.mount()));
    }
    return description;
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public MountTrace trace() {
    return trace;
  }

  @Override
  public KernelCounterReport kernelCounters() {
    return calls.call(
        "counters of the kernel", agent -> agent.mounts().kernelCounters(description.mount()));
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public StoredFile storedFile(String path) {
    return new StoredFile(calls, path);
  }

  @Override
  public IntegrityVerdict integrity() {
    server.awaitLateAccesses(LATE_LIMIT);
    return calls.call(
        "judge what was written",
        JUDGE_LIMIT,
        agent ->
            agent
                .verdicts()
                .judge(calls.mount(), List.of(View.STORED, View.BUFFERED, View.DIRECT)));
  }

  @Override
  public String mountPoint() {
    return description.mountPoint();
  }

  @Override
  public Path root() {
    return nio.root();
  }

  @Override
  public String backing() {
    return description.backing();
  }

  @Override
  public Path path() {
    return visible
        .map(VisiblePath::path)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "this mount cannot be seen outside of its sandbox; ask for it with "
                        + "@FuseMount(visible = true), or use client()"));
  }

  @Override
  public CommandResult run(Duration limit, String... arguments) {
    String mountPoint = mountPoint();
    return new SandboxCommand(sandbox)
        .run(
            limit,
            Arrays.stream(arguments)
                .map(argument -> argument.replace("{mountpoint}", mountPoint))
                .toList());
  }

  @Override
  public MountedFilesystem tolerate(MountBreach... breaches) {
    guard.tolerate(breaches);
    return this;
  }

  /** Looks after what is left behind. */
  MountGuard guard() {
    return guard;
  }

  /** Files that did not hold what they should. */
  List<FileFinding> findings() {
    return calls.findings();
  }

  /** For diagnostics. */
  Sandbox sandbox() {
    return sandbox;
  }

  /** For diagnostics. */
  String describe() {
    return spec.filesystem()
        + " "
        + variation.label()
        + ", seed "
        + spec.seed()
        + ", mounted on "
        + mountPoint();
  }

  /**
   * Unmounts, once.
   *
   * @throws MountFailedException if that was not clean, though neither a test nor a time-out ended
   *     the connection by force
   * @throws GuardFailure if something is left behind that the test does not tolerate
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List<GuardFailure.Finding> findings = new ArrayList<>();
    try {
      unmount()
          .forEach(loss -> findings.add(new GuardFailure.Finding(MountBreach.LOST_AT_END, loss)));
      if (sandbox.alive()) {
        findings.addAll(guard.afterUnmount());
      }
    } finally {
      visible.ifPresent(VisiblePath::remove);
      findings.addAll(SandboxGuard.end(sandbox));
    }
    List<GuardFailure.Finding> left = guard.intolerable(findings, Set.of());
    if (!left.isEmpty()) {
      throw new GuardFailure(describe(), left);
    }
  }

  private static Duration mountLimit(Sandbox sandbox) {
    return StartLimit.of(MOUNT_TIME, sandbox.key().kernel()).time();
  }

  /** What the filesystem says that it has lost. */
  private List<String> unmount() {
    nio.close();
    if (!sandbox.alive()) {
      return List.of(); // the mount went with its namespace
    }
    calls.freePages();
    testJvm.ifPresent(TestJvmGuard::release);
    Duration limit = requestLimit().plus(mountLimit(sandbox));
    UnmountResult result =
        calls.call("unmount", limit, agent -> agent.mounts().unmount(description.mount()));
    if (!result.clean() && !result.aborted() && !server.wasKilled()) {
      throw new MountFailedException(
          describe()
              + " could not be unmounted cleanly: the server ended with "
              + result.serverExit()
              + "; "
              + String.join("; ", result.notes()));
    }
    return result.losses();
  }

  private Duration requestLimit() {
    return spec.requestTimeout();
  }
}
