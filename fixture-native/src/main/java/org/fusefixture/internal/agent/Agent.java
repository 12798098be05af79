package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.fusefixture.internal.attestation.ModeAttestation;
import org.fusefixture.internal.client.ClientFiles;
import org.fusefixture.internal.client.ClientForks;
import org.fusefixture.internal.client.ClientPages;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentDescription;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlProtocol;
import org.fusefixture.internal.control.Hello;
import org.fusefixture.internal.control.Inventory;
import org.fusefixture.internal.control.allocation.AllocationService;
import org.fusefixture.internal.control.command.CommandService;
import org.fusefixture.internal.control.exercise.ExerciseService;
import org.fusefixture.internal.control.fault.FaultService;
import org.fusefixture.internal.control.file.FileService;
import org.fusefixture.internal.control.file.PathService;
import org.fusefixture.internal.control.guard.GuardService;
import org.fusefixture.internal.control.mount.MountService;
import org.fusefixture.internal.control.mount.ServerExit;
import org.fusefixture.internal.control.oracle.OracleService;
import org.fusefixture.internal.control.page.PageService;
import org.fusefixture.internal.control.page.VerificationService;
import org.fusefixture.internal.control.process.ClientProcessService;
import org.fusefixture.internal.control.storage.StorageService;
import org.fusefixture.internal.control.trace.TraceService;
import org.fusefixture.internal.control.workload.WorkloadService;
import org.fusefixture.internal.linux.Capability;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.mount.FuseControl;

/** The agent: its parts put together, from its start to its end. */
final class Agent implements AgentService {
  private static final Duration WATCH_PERIOD = Duration.ofMillis(250);

  private final SandboxLayout layout;
  private final ChildProcesses children = new ChildProcesses();
  private final TimedCalls calls = new TimedCalls();
  private final MountTable mounts = new MountTable();
  private final ClientPages pages = new ClientPages();
  private final ClientFiles files = new ClientFiles(pages);
  private final ClientForks forks = new ClientForks(pages);
  private final AtomicReference<AgentClient> client = new AtomicReference<>();
  private final ServerPool servers;
  private final FuseControl control;
  private final InventoryTaker inventory;
  private final MountService mountEndpoint;
  private final FaultService faultEndpoint;
  private final StorageService storageEndpoint;
  private final FileService fileEndpoint;
  private final PathService pathEndpoint;
  private final PageService pageEndpoint;
  private final ClientProcessEndpoint processEndpoint;
  private final VerificationService verificationEndpoint;
  private final TraceService traceEndpoint;
  private final AllocationService allocationEndpoint;
  private final GuardService guardEndpoint;
  private final OracleService oracleEndpoint;
  private final ExerciseService exerciseEndpoint;
  private final CommandService commandEndpoint;
  private final WorkloadService workloadEndpoint;

  /** Starts the parts; the first server process starts while the rest of the agent loads. */
  Agent(SandboxLayout layout) {
    this.layout = layout;
    ServerCommand command = new ServerCommand(layout);
    this.servers = new ServerPool(command, children);
    servers.replenish();
    this.control = FuseControl.open();
    Mounter mounter = new Mounter(layout, servers, control, mounts, this::serverExited);
    Leftovers leftovers = new Leftovers();
    this.processEndpoint = new ClientProcessEndpoint(mounts, command, children, calls);
    Unmounter unmounter = new Unmounter(layout, calls, files, pages, processEndpoint, leftovers);
    this.mountEndpoint =
        new MountEndpoint(
            mounter,
            unmounter,
            mounts,
            calls,
            new AttestedModes(new ModeAttestation(this)::attest));
    this.faultEndpoint = new FaultEndpoint(mounts, calls);
    this.storageEndpoint = new StorageEndpoint(mounts, calls);
    this.fileEndpoint = new FileEndpoint(mounts, files, calls);
    this.pathEndpoint = new PathEndpoint(mounts, calls);
    this.pageEndpoint =
        new PageEndpoint(mounts, files, pages, new ForkEndpoint(forks, calls), calls);
    this.verificationEndpoint = new VerificationEndpoint(mounts, calls);
    this.guardEndpoint = new GuardEndpoint(mounts, leftovers, calls);
    this.allocationEndpoint = new AllocationEndpoint(mounts, calls);
    this.traceEndpoint = new TraceEndpoint(mounts, pages, calls);
    this.oracleEndpoint = new OracleEndpoint(mounts, calls);
    this.exerciseEndpoint = new ExerciseEndpoint(mounts, calls);
    this.commandEndpoint =
        new CommandRunner(layout, children, calls, chunk -> tell(end -> end.output(chunk)))::run;
    this.workloadEndpoint = new WorkloadEndpoint(mounts, calls);
    this.inventory =
        new InventoryTaker(layout, mounts, mounter, servers, files, pages, forks, processEndpoint);
    Watchdog watchdog = new Watchdog(mounts);
    calls.every(WATCH_PERIOD, watchdog::look);
    if (ProcessHandle.current().pid() == 1) {
      calls.every(WATCH_PERIOD, children::reap);
    }
  }

  /** Whom to tell of what happens. */
  void connect(AgentClient other) {
    client.set(other);
  }

  @Override
  public CompletableFuture<AgentDescription> hello(Hello hello) {
    ControlProtocol.requireVersion(hello.peer(), hello.version());
    return calls.later(
        () ->
            new AgentDescription(
                ControlProtocol.VERSION,
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                ProcessHandle.current().pid(),
                layout.root().toString(),
                Capability.SYS_ADMIN.isEffective(),
                true,
                System.getProperty("java.version")));
  }

  @Override
  public CompletableFuture<Inventory> inventory() {
    return calls.later(inventory::take);
  }

  @Override
  public MountService mounts() {
    return mountEndpoint;
  }

  @Override
  public FaultService faults() {
    return faultEndpoint;
  }

  @Override
  public StorageService storage() {
    return storageEndpoint;
  }

  @Override
  public FileService files() {
    return fileEndpoint;
  }

  @Override
  public PathService paths() {
    return pathEndpoint;
  }

  @Override
  public PageService pages() {
    return pageEndpoint;
  }

  @Override
  public ClientProcessService processes() {
    return processEndpoint;
  }

  @Override
  public VerificationService verification() {
    return verificationEndpoint;
  }

  @Override
  public TraceService trace() {
    return traceEndpoint;
  }

  @Override
  public AllocationService allocations() {
    return allocationEndpoint;
  }

  @Override
  public GuardService guard() {
    return guardEndpoint;
  }

  @Override
  public OracleService oracle() {
    return oracleEndpoint;
  }

  @Override
  public ExerciseService exercises() {
    return exerciseEndpoint;
  }

  @Override
  public CommandService commands() {
    return commandEndpoint;
  }

  @Override
  public WorkloadService workloads() {
    return workloadEndpoint;
  }

  /**
   * Ends everything at once: connections aborted, so that nobody hangs; mounts taken away, which
   * reaches the host for visible ones; servers killed.
   */
  void end() {
    for (AgentMount mount : mounts.all()) {
      mount.end();
      try {
        mount.connection().abort();
        LinuxMounts.unmount(LinuxPath.of(mount.mountPoint()), LinuxMounts.MNT_DETACH);
      } catch (LinuxException e) {
        System.err.println(mount + ": " + e.getMessage());
      }
      mount.server().kill();
    }
    servers.close();
  }

  private void serverExited(AgentMount mount) {
    tell(
        end ->
            end.serverExited(
                new ServerExit(
                    mount.number(), mount.server().exit().join(), mount.server().standardError())));
  }

  private void tell(Consumer<AgentClient> message) {
    AgentClient other = client.get();
    if (other != null) {
      message.accept(other);
    }
  }
}
