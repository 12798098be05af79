package org.fusefixture.internal.control;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/**
 * What an agent does for the test JVM. It ends, with all that it started, when its standard input
 * ends.
 */
public interface AgentService {
  /**
   * An agent and its sandbox.
   *
   * @param version {@link ControlProtocol#VERSION} of the agent
   * @param kernel release of the kernel, as uname(2) gives it
   * @param architecture of the machine, as uname(2) gives it
   * @param pid of the agent in its PID namespace; 1 in a sandbox of its own
   * @param root the sandbox's directory, with {@code mnt/}, {@code backing/} and {@code tmp/}
   * @param capSysAdmin whether the agent may mount: CAP_SYS_ADMIN is in its effective set
   * @param fusectl whether the control filesystem of FUSE can be used, so that a hang can be ended
   * @param javaVersion of the sandbox
   */
  record Description(
      int version,
      String kernel,
      String architecture,
      long pid,
      String root,
      boolean capSysAdmin,
      boolean fusectl,
      String javaVersion) {
    public Description {
      Objects.requireNonNull(kernel, "kernel");
      Objects.requireNonNull(root, "root");
    }
  }

  /**
   * What a sandbox holds. After the last unmount, the first three are empty.
   *
   * @param mounts FUSE mounts, as lines of /proc/self/mountinfo
   * @param clientFiles files, page buffers and mappings that the client holds
   * @param servers server processes that serve a mount, with their identifiers
   * @param directories below {@code mnt/} and {@code backing/}
   * @param processes all of the PID namespace but the agent: "pid name state"
   * @param descriptors number of open file descriptors of the agent
   * @param threads number of threads of the agent
   * @param kernel what its kernel says, if it has one of its own
   */
  record Inventory(
      List<String> mounts,
      List<String> clientFiles,
      List<String> servers,
      List<String> directories,
      List<String> processes,
      int descriptors,
      int threads,
      KernelState kernel) {
    public Inventory {
      mounts = mounts == null ? List.of() : List.copyOf(mounts);
      clientFiles = clientFiles == null ? List.of() : List.copyOf(clientFiles);
      servers = servers == null ? List.of() : List.copyOf(servers);
      directories = directories == null ? List.of() : List.copyOf(directories);
      kernel = kernel == null ? KernelState.UNKNOWN : kernel;
      processes = processes == null ? List.of() : List.copyOf(processes);
    }
  }

  /**
   * What the kernel of a sandbox says of itself, if it is the sandbox's own: a guest's. Elsewhere
   * it is {@link #UNKNOWN}, since others use the kernel as well.
   *
   * @param lentUserPages pipe buffers that hold a page lent by a writer (parameter {@code
   *     lent_user_pages} of the patched kernel); -1 if unknown
   * @param pinnedPages pages that are pinned, by direct I/O for example (nr_foll_pin_acquired less
   *     nr_foll_pin_released of /proc/vmstat); -1 if unknown
   * @param complaints messages of the kernel about itself since the sandbox was started, such as a
   *     WARNING or an Oops, each with its number
   */
  record KernelState(long lentUserPages, long pinnedPages, List<String> complaints) {
    /** Of a kernel that is not the sandbox's own. */
    public static final KernelState UNKNOWN = new KernelState(-1, -1, List.of());

    public KernelState {
      complaints = complaints == null ? List.of() : List.copyOf(complaints);
    }
  }

  /** Says hello, before any other call; BAD_REQUEST if the versions differ. */
  @JsonRequest("agent/hello")
  CompletableFuture<Description> hello(int version, String peer);

  /** What the sandbox holds: for the detection of leaks. */
  @JsonRequest("agent/inventory")
  CompletableFuture<Inventory> inventory();

  @JsonDelegate
  MountService mounts();

  @JsonDelegate
  FaultService faults();

  @JsonDelegate
  StorageService storage();

  @JsonDelegate
  FileService files();

  @JsonDelegate
  PathService paths();

  @JsonDelegate
  XattrService xattrs();

  @JsonDelegate
  PageService pages();

  @JsonDelegate
  ForkService forks();

  @JsonDelegate
  ClientProcessService processes();

  @JsonDelegate
  VerdictService verdicts();

  @JsonDelegate
  TraceService trace();

  @JsonDelegate
  AllocationService allocations();

  @JsonDelegate
  GuardService guard();

  @JsonDelegate
  ExerciseService exercises();

  @JsonDelegate
  CommandService commands();

  @JsonDelegate
  WorkloadService workloads();
}
