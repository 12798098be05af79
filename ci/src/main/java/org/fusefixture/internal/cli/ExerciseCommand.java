package org.fusefixture.internal.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.cli.FailureHandler.UnavailableException;
import org.fusefixture.internal.exercise.CheckResult;
import org.fusefixture.internal.exercise.CheckResult.Outcome;
import org.fusefixture.internal.exercise.Exercise;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.junit.MountFailedException;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.report.ServerReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries on a filesystem what every filesystem has to do right. */
@Command(
    name = "exercise",
    mixinStandardHelpOptions = true,
    description = {
      "Mounts a filesystem, runs the conformance exercise on it, and prints a line for each check:"
          + " passed, failed, not-applicable or not-run, with the reason. After a crash or a hang"
          + " the remaining checks run on a new mount.",
      "Exit status: 0 if no check failed. 1 if one failed: the filesystem is wrong. 69 if it cannot"
          + " be mounted."
    })
final class ExerciseCommand implements Callable<Integer> {
  @Mixin private MountedFilesystemOptions filesystem;

  @Option(
      names = "--mode",
      paramLabel = "M",
      defaultValue = "COPY",
      description =
          "transfer mode: ${COMPLETION-CANDIDATES}; a program has COPY only; default:"
              + " ${DEFAULT-VALUE}")
  private TransferMode mode;

  @Mixin private SandboxOptions.Kind sandbox;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "seed of the order of checks, of names, sizes, offsets and threads; default:"
              + " ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "a check fails, and the mount is aborted, if a call takes longer; default:"
              + " ${DEFAULT-VALUE}")
  private long requestTimeoutSeconds;

  @Option(names = "--json", description = "prints a JSON object in place of the lines")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "writes index.html and report.json to DIR, as for tests")
  private Path report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FilesystemMount mount = mount();
    List<CheckResult> results;
    Sandboxes.Lease lease = Sandboxes.shared().lease(); // one sandbox for all mounts
    try {
      results = run(mount);
    } finally {
      lease.close();
    }
    ExerciseReport found =
        new ExerciseReport(
            filesystem.name(),
            filesystem.isProgram(),
            mode.name(),
            sandbox.isolation().name(),
            sandbox.kernel().name(),
            seed,
            command(),
            results);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new GsonBuilder()
              .setPrettyPrinting()
              .disableHtmlEscaping()
              .create()
              .toJson(found.toJson()));
    } else {
      found.summary().forEach(out::println);
    }
    out.flush();
    if (report != null) {
      Path page = found.write(report);
      spec.commandLine().getErr().println("report: " + page);
    }
    return found.count(Outcome.FAILED) == 0 ? 0 : ExitCodes.REFUTED;
  }

  private FilesystemMount mount() {
    if (requestTimeoutSeconds < 1) {
      throw usage("--request-timeout (" + requestTimeoutSeconds + ") must be at least 1");
    }
    try {
      return filesystem
          .mount(mode)
          .withIsolation(sandbox.isolation())
          .withKernel(sandbox.kernel())
          .withSeed(seed)
          .withTimeout(Duration.ofSeconds(requestTimeoutSeconds));
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  /** On one mount after another, as long as checks are left. */
  private List<CheckResult> run(FilesystemMount mount) {
    mount
        .obstacle()
        .ifPresent(
            reason -> {
              throw new UnavailableException(reason);
            });
    Exercise exercise = new Exercise(seed);
    List<CheckResult> ends = new ArrayList<>();
    boolean mountedBefore = false;
    while (exercise.hasMore()) {
      OneMount one = new OneMount(exercise);
      try {
        mount.use(one::exercise);
      } catch (MountFailedException | AssertionError e) {
        if (!one.mounted && !mountedBefore) {
          throw new UnavailableException(e.getMessage(), e);
        }
        if (!one.mounted) {
          exercise.giveUp("it could not be mounted again: " + e.getMessage(), this::tell);
        } else if (one.serves) {
          CheckResult end = CheckResult.failedAtEnd(e.getMessage());
          ends.add(end);
          tell(end);
        }
      }
      mountedBefore = true;
    }
    List<CheckResult> all = new ArrayList<>(exercise.results());
    all.addAll(ends);
    return all;
  }

  private void tell(CheckResult result) {
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      ExerciseReport.lines(result).forEach(out::println);
      out.flush();
    }
  }

  private String command() {
    return "ci/fuse-fixture "
        + String.join(
            " ",
            spec.commandLine().getParseResult().originalArgs().stream()
                .map(word -> word.matches("[\\w./=:,@+-]+") ? word : "'" + word + "'")
                .toList());
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** What happens on one mount. */
  private final class OneMount implements Exercise.Progress {
    private final Exercise exercise;
    private final Terminal terminal = Terminal.ofStandardError();
    private boolean mounted;
    private boolean serves;

    OneMount(Exercise exercise) {
      this.exercise = exercise;
    }

    ServerReport exercise(MountedFilesystem fs) {
      mounted = true;
      serves = exercise.on(fs, this);
      return fs.server().report();
    }

    @Override
    public void begins(String check) {
      terminal.show(check + " ...");
    }

    @Override
    public void ended(CheckResult result) {
      terminal.clear();
      tell(result);
    }
  }
}
