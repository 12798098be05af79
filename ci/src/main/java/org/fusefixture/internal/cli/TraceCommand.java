package org.fusefixture.internal.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.CommandService;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command on a mount, and prints the requests that it causes. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Mounts a filesystem, runs a command inside the sandbox with {mountpoint} replaced by the"
          + " mount point, and prints a line for each request and its reply, as strace(1) does for"
          + " system calls. The trace is standard output; what the command prints is standard"
          + " error.",
      "Exit status: that of the command (128 + number for a signal). 124 if the time limit expired."
          + " 69 if the mount is impossible or did not end cleanly."
    })
final class TraceCommand implements Callable<Integer> {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
  private static final int MOST_EVENTS = 200_000;
  private static final long LOOK_MILLIS = 200;

  @Mixin private MountedFilesystemOptions filesystem;

  @Option(
      names = "--mode",
      paramLabel = "M",
      defaultValue = "COPY",
      description =
          "transfer mode: ${COMPLETION-CANDIDATES}; a program has COPY only; default:"
              + " ${DEFAULT-VALUE}")
  private TransferMode mode;

  @Mixin private SandboxOptions sandboxOptions;

  @Option(
      names = "--operation",
      paramLabel = "OPCODE",
      split = ",",
      description =
          "prints these operations only, separated by commas, such as WRITE,READ:"
              + " ${COMPLETION-CANDIDATES}")
  private Set<Opcode> operations = EnumSet.allOf(Opcode.class);

  @Option(
      names = "--path",
      paramLabel = "GLOB",
      description =
          "prints requests only whose path in the mount is known and matches, such as '/dir/**'")
  private String glob;

  @Option(names = "--json", description = "prints a JSON object on each line")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "ends the command after this time; default: ${DEFAULT-VALUE}")
  private long timeoutSeconds;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "the command, after --; {mountpoint} is replaced by the mount point")
  private List<String> command;

  @Spec private CommandSpec spec;

  private final TraceFollower follower = new TraceFollower();

  @Override
  public Integer call() {
    PathMatcher matcher = matcher();
    MountSpec mountSpec = filesystem.mountedIn(mode);
    CommandOnMount onMount = new CommandOnMount(command, Duration.ofSeconds(timeoutSeconds));
    try (Sandboxes sandboxes = Sandboxes.separate()) {
      Sandbox sandbox = sandboxes.open(sandboxOptions.key());
      MountDescription mount = sandbox.mount("mount", CALL_LIMIT, mountSpec);
      CommandService.Ended result;
      UnmountResult end;
      Sandbox.Subscription output = sandbox.onOutput(this::pass);
      try {
        result = follow(onMount, sandbox, mount, matcher);
      } finally {
        output.close();
        end =
            sandbox
                .control()
                .call("unmount", CALL_LIMIT, agent -> agent.mounts().unmount(mount.mount()));
      }
      return onMount.status(result, end, spec.commandLine().getErr());
    }
  }

  private PathMatcher matcher() {
    if (timeoutSeconds < 1) {
      throw usage("--timeout (" + timeoutSeconds + ") must be at least 1");
    }
    try {
      return glob == null ? path -> true : FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (IllegalArgumentException e) {
      throw usage("--path (" + glob + ") is no pattern: " + e.getMessage());
    }
  }

  /** Runs the command, and looks at the trace again and again meanwhile, and once afterwards. */
  private CommandService.Ended follow(
      CommandOnMount onMount, Sandbox sandbox, MountDescription mount, PathMatcher matcher) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread looking =
        new Thread(
            () -> {
              boolean over = false;
              while (!over) {
                over = await(ended);
                look(sandbox, mount, matcher);
              }
            },
            "trace");
    looking.start();
    try {
      return onMount.run(sandbox, sandboxOptions.key(), mount);
    } finally {
      ended.countDown();
      join(looking);
      print(follower.unanswered(), matcher);
      if (follower.lost() > 0) {
        spec.commandLine()
            .getErr()
            .println(
                "fuse-fixture: "
                    + follower.lost()
                    + " events are lost: they came faster than they could be printed");
      }
    }
  }

  private void look(Sandbox sandbox, MountDescription mount, PathMatcher matcher) {
    try {
      print(
          follower.take(
              sandbox
                  .control()
                  .call(
                      "trace",
                      CALL_LIMIT,
                      agent -> agent.trace().trace(mount.mount(), MOST_EVENTS))),
          matcher);
    } catch (ControlException e) {
      spec.commandLine().getErr().println("fuse-fixture: no trace: " + e.getMessage());
    }
  }

  private void print(List<TraceFollower.Line> lines, PathMatcher matcher) {
    PrintWriter out = spec.commandLine().getOut();
    for (TraceFollower.Line line : lines) {
      boolean asked =
          operations.size() == Opcode.values().length
              || Opcode.named(line.event().name()).filter(operations::contains).isPresent();
      boolean there =
          glob == null || line.path() != null && matcher.matches(Path.of("/" + line.path()));
      if (asked && there) {
        out.println(json ? line.toJson() : line);
      }
    }
    out.flush();
  }

  private void pass(int run, AgentClient.Stream stream, byte[] content) {
    System.err.write(content, 0, content.length);
    System.err.flush();
  }

  private static boolean await(CountDownLatch ended) {
    try {
      return ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
