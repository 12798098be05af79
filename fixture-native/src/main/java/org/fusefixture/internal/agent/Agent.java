package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.fusefixture.internal.attestation.ModeAttestation;
import org.fusefixture.internal.client.ChangingDirectory;
import org.fusefixture.internal.client.ClientAllocations;
import org.fusefixture.internal.client.ClientFiles;
import org.fusefixture.internal.client.ClientForks;
import org.fusefixture.internal.client.ClientMemory;
import org.fusefixture.internal.client.ClientPaths;
import org.fusefixture.internal.client.ClientXattrs;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.AllocationService;
import org.fusefixture.internal.control.ClientProcessService;
import org.fusefixture.internal.control.CommandService;
import org.fusefixture.internal.control.ControlProtocol;
import org.fusefixture.internal.control.ExerciseService;
import org.fusefixture.internal.control.FaultService;
import org.fusefixture.internal.control.FileService;
import org.fusefixture.internal.control.ForkService;
import org.fusefixture.internal.control.GuardService;
import org.fusefixture.internal.control.MountService;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.control.PathService;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.StorageService;
import org.fusefixture.internal.control.TraceService;
import org.fusefixture.internal.control.VerdictService;
import org.fusefixture.internal.control.WorkloadService;
import org.fusefixture.internal.control.XattrService;
import org.fusefixture.internal.linux.Capability;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.mount.FuseControl;

/** The agent: its parts put together, from its start to its end. */
final class Agent implements AgentService {
  private static final Duration WATCH_PERIOD = Duration.ofMillis(250);
  private static final Duration STORAGE_LIMIT = Duration.ofSeconds(30);

  private final SandboxLayout layout;
  private final ChildProcesses children = new ChildProcesses();
  private final MountTable mounts = new MountTable();
  private final TimedCalls calls = new TimedCalls(mounts);
  private final ServerRelay relay = new ServerRelay(mounts, calls);
  private final ClientMemory pages = new ClientMemory(calls);
  private final ClientFiles files = new ClientFiles(calls, pages);
  private final ClientForks forks = new ClientForks(calls, pages);
  private final ClientPaths paths = new ClientPaths(calls);
  private final ClientXattrs xattrs = new ClientXattrs(calls);
  private final AllocationService allocations = ClientAllocations.service(calls);
  private final VerdictEndpoint verdicts = new VerdictEndpoint(mounts, calls);
  private final WorkloadEndpoint workloads = new WorkloadEndpoint(mounts, calls);
  private final AgentGuardEndpoint guard = new AgentGuardEndpoint(mounts, calls);
  private final FaultEndpoint faults = new FaultEndpoint(mounts, calls, relay);
  private final TraceEndpoint trace = new TraceEndpoint(mounts, pages, calls, relay);
  private final StorageService storage =
      relay.of(StorageService.class, ServerService::storage, STORAGE_LIMIT);
  private final ExerciseService exercises =
      (mount, directory, count) ->
          calls.on(mount, call -> ChangingDirectory.list(call, directory, count));
  private final AtomicReference<AgentClient> client = new AtomicReference<>();
  private final ServerPool servers;
  private final ClientProcesses processes;
  private final CommandRunner commands;
  private final MountEndpoint mountEndpoint;
  private final InventoryTaker inventory;

  /** Starts the parts; the first server process starts while the rest of the agent loads. */
  Agent(SandboxLayout layout) {
    this.layout = layout;
    ServerCommand command = new ServerCommand(layout);
    this.servers = new ServerPool(command, children);
    servers.replenish();
    Mounter mounter = new Mounter(layout, servers, FuseControl.open(), mounts, this::serverExited);
    this.processes = new ClientProcesses(mounts, command, children, calls);
    this.mountEndpoint =
        new MountEndpoint(
            mounter,
            new Unmounter(layout, calls, files, pages, processes, guard),
            mounts,
            calls,
            new AttestedModes(new ModeAttestation(this)::attest));
    this.commands =
        new CommandRunner(
            layout,
            children,
            calls,
            (run, stream, content) -> tell(end -> end.output(run, stream, content)));
    this.inventory =
        new InventoryTaker(layout, mounts, mounter, servers, files, pages, forks, processes);
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
  public CompletableFuture<Description> hello(int version, String peer) {
    ControlProtocol.requireVersion(peer, version);
    return calls.later(
        () ->
            new Description(
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
    return faults;
  }

  @Override
  public StorageService storage() {
    return storage;
  }

  @Override
  public FileService files() {
    return files;
  }

  @Override
  public PathService paths() {
    return paths;
  }

  @Override
  public XattrService xattrs() {
    return xattrs;
  }

  @Override
  public PageService pages() {
    return pages;
  }

  @Override
  public ForkService forks() {
    return forks;
  }

  @Override
  public ClientProcessService processes() {
    return processes;
  }

  @Override
  public VerdictService verdicts() {
    return verdicts;
  }

  @Override
  public TraceService trace() {
    return trace;
  }

  @Override
  public AllocationService allocations() {
    return allocations;
  }

  @Override
  public GuardService guard() {
    return guard;
  }

  @Override
  public ExerciseService exercises() {
    return exercises;
  }

  @Override
  public CommandService commands() {
    return commands::run;
  }

  @Override
  public WorkloadService workloads() {
    return workloads;
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
                mount.number(), mount.server().exit().join(), mount.server().standardError()));
  }

  private void tell(Consumer<AgentClient> message) {
    AgentClient other = client.get();
    if (other != null) {
      message.accept(other);
    }
  }
}
