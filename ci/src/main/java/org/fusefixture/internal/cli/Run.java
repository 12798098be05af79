package org.fusefixture.internal.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.fusefixture.fault.Scenario;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.cli.FailureHandler.UnavailableException;
import org.fusefixture.internal.cli.control.ControlListeners;
import org.fusefixture.internal.cli.control.MountFaults;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.CommandService;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.ServerReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command on a mount. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Mounts a filesystem, runs a command inside the sandbox with {mountpoint} replaced by the"
          + " mount point, and cleans up.",
      "Exit status: that of the command (128 + number for a signal). 124 if the time limit expired."
          + " 69 if the mount is impossible or did not end cleanly, if the filesystem lost something"
          + " at its end, or if a fault that is not optional never fired."
    })
final class Run implements Callable<Integer> {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

  @Mixin private MountedFilesystemOptions filesystem;

  @Option(
      names = "--mode",
      paramLabel = "M",
      description = "transfer mode: ${COMPLETION-CANDIDATES}; a program has COPY only")
  private TransferMode mode;

  @Mixin private SandboxOptions sandboxOptions;

  @Mixin private FaultOptions faults;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "4",
      description = "number of server threads, from 1 to 64; default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "aborts the mount if a request takes longer; default: ${DEFAULT-VALUE}")
  private long requestTimeoutSeconds;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "ends the command after this time; default: ${DEFAULT-VALUE}")
  private long timeoutSeconds;

  @Option(
      names = "--drop-sys-admin",
      description = "makes the server drop CAP_SYS_ADMIN before it answers INIT")
  private boolean dropSysAdmin;

  @Option(
      names = "--unattested",
      description = "mounts even if the kernel agreed to the mode but does not behave accordingly")
  private boolean unattested;

  @Option(
      names = "--report",
      description = "prints a table of what the server did on standard error at the end")
  private boolean report;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "the command, after --; {mountpoint} is replaced by the mount point")
  private List<String> command;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    MountSpec mountSpec = mountSpec();
    CommandOnMount onMount = new CommandOnMount(command, Duration.ofSeconds(timeoutSeconds));
    List<Scenario> scenarios = faults.scenarios();
    faults.requireControl();
    try (Sandboxes sandboxes = Sandboxes.separate()) {
      Sandbox sandbox = sandboxes.open(sandboxOptions.key());
      MountDescription mount = sandbox.mount("mount", CALL_LIMIT, mountSpec);
      CommandService.Ended result;
      UnmountResult end;
      boolean fired;
      MountFaults mountFaults = new MountFaults(sandbox, mount.mount());
      Sandbox.Subscription output = sandbox.onOutput(Run::pass);
      try {
        scenarios.forEach(mountFaults::set);
        ControlListeners control = faults.control(mountFaults);
        try {
          result = onMount.run(sandbox, sandboxOptions.key(), mount);
        } finally {
          control.close();
        }
      } finally {
        output.close();
        fired = faults.end(mountFaults, spec.commandLine().getErr());
        if (report) {
          describeRefused(sandbox, mount.mount());
          describe(
              sandbox
                  .control()
                  .call("report", CALL_LIMIT, agent -> agent.mounts().serverReport(mount.mount())));
        }
        end =
            sandbox
                .control()
                .call("unmount", CALL_LIMIT, agent -> agent.mounts().unmount(mount.mount()));
      }
      int status = onMount.status(result, end, spec.commandLine().getErr());
      return status == 0 && !fired ? ExitCodes.UNAVAILABLE : status;
    }
  }

  private MountSpec mountSpec() {
    if (threads < 1 || threads > 64 || timeoutSeconds < 1 || requestTimeoutSeconds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--threads ("
              + threads
              + ") must be from 1 to 64, --timeout ("
              + timeoutSeconds
              + ") and --request-timeout ("
              + requestTimeoutSeconds
              + ") at least 1");
    }
    if (mode == null && !filesystem.isProgram()) {
      throw new ParameterException(
          spec.commandLine(), "--mode is missing: COPY, SPLICE or SPLICE_USER_PAGES");
    }
    return filesystem
        .mountedIn(mode == null ? TransferMode.COPY : mode)
        .withMeasured(true)
        .withThreads(threads)
        .withLateAccess(LateAccessPolicy.RECORD, Duration.ofMillis(1))
        .withRequestTimeout(Duration.ofSeconds(requestTimeoutSeconds))
        .withDropSysAdmin(dropSysAdmin)
        .withAttested(!unattested);
  }

  private static void pass(int run, AgentClient.Stream stream, byte[] content) {
    write(stream == AgentClient.Stream.STANDARD_OUTPUT ? System.out : System.err, content);
  }

  private static void write(OutputStream target, byte[] bytes) {
    try {
      target.write(bytes);
      target.flush();
    } catch (java.io.IOException e) {
      throw new UnavailableException(
          "cannot write the output of the command: " + e.getMessage(), e);
    }
  }

  /** What the directory below a storage that can fail has refused so far. */
  private void describeRefused(Sandbox sandbox, int mount) {
    try {
      sandbox
          .control()
          .call("unsynced", CALL_LIMIT, agent -> agent.storage().unsynced(mount))
          .refused()
          .forEach(
              refusal -> spec.commandLine().getErr().println("fuse-fixture: refused: " + refusal));
    } catch (ControlException e) {
      return; // another filesystem, or no server any more
    }
  }

  private void describe(ServerReport server) {
    PrintWriter err = spec.commandLine().getErr();
    SessionTable.of(server).forEach(line -> err.println("fuse-fixture: " + line));
  }
}
