package org.fusefixture.internal.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.ComparisonFailedException;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.Comparisons;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Decision.Bound;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Measure;
import org.fusefixture.comparison.Workload;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.cli.FailureHandler.UnavailableException;
import org.fusefixture.internal.comparison.ComparisonOutcome;
import org.fusefixture.internal.comparison.InterleavedComparisons;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.MountSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the speed of two modes. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Mounts a filesystem in two transfer modes on one kernel, runs interleaved rounds of a"
          + " workload, and prints the ratios of throughput and of CPU time per MiB, the second"
          + " mode to the first, with 95%% intervals.",
      "Exit status: 0 on success. With --at-least or --at-most: 0 if the claim is shown, 1 if it is"
          + " refuted, 75 if it is undecided. 69 if a mode is unavailable or a round fails."
    })
final class Compare implements Callable<Integer> {
  @Mixin private MountedFilesystemOptions filesystem;

  @Option(
      names = "--modes",
      required = true,
      split = ",",
      paramLabel = "M",
      description = "baseline and candidate, separated by a comma: ${COMPLETION-CANDIDATES}")
  private List<TransferMode> modes;

  @Option(
      names = "--workload",
      required = true,
      paramLabel = "W",
      converter = WorkloadOption.class,
      description = WorkloadOption.SYNTAX)
  private Workload workload;

  @Mixin private SandboxOptions sandboxOptions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "number of server threads; default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "longest total time of all rounds; default: ${DEFAULT-VALUE}")
  private long seconds;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "40",
      description = "greatest number of blocks of four rounds; default: ${DEFAULT-VALUE}")
  private int blocks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the order of rounds and of random offsets; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--at-least",
      paramLabel = "R",
      description =
          "claims that the throughput ratio is R or more; rounds end when this is decided")
  private Double atLeast;

  @Option(
      names = "--at-most",
      paramLabel = "R",
      description =
          "claims that the throughput ratio is R or less; rounds end when this is decided")
  private Double atMost;

  @Option(
      names = "--confidence",
      paramLabel = "C",
      defaultValue = "0.95",
      description = "confidence of the claim, from 0.5 to below 1; default: ${DEFAULT-VALUE}")
  private double confidence;

  @Option(names = "--json", description = "prints a JSON object")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "writes index.html, with charts of rounds, ratios and latencies, and report.json to DIR")
  private Path report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (modes.size() != 2 || modes.get(0) == modes.get(1)) {
      throw usage(
          "--modes ("
              + modes.stream().map(TransferMode::name).collect(Collectors.joining(","))
              + ") must name two different modes, for example SPLICE,SPLICE_USER_PAGES");
    }
    if (atLeast != null && atMost != null) {
      throw usage("--at-least and --at-most cannot be combined: give one of them");
    }
    long start = System.nanoTime();
    try (Sandboxes sandboxes = Sandboxes.separate()) {
      Sandbox sandbox = sandboxes.open(sandboxOptions.key());
      try (InterleavedComparisons comparisons =
          new InterleavedComparisons(
              mountSpec(),
              (baseline, candidate) -> sandbox,
              outcome -> report(outcome, System.nanoTime() - start))) {
        return compare(comparisons);
      }
    } catch (ComparisonFailedException e) {
      throw new UnavailableException(e.getMessage(), e);
    }
  }

  private int compare(Comparisons comparisons) {
    Comparison comparison;
    try {
      comparison =
          comparisons
              .compare(modes.get(0), modes.get(1))
              .withSeed(seed)
              .withBlocks(blocks)
              .withTime(Duration.ofSeconds(seconds))
              .workload(workload);
      if (atLeast == null && atMost == null) {
        print(comparison.measure(blocks), new LinkedHashMap<>());
        return 0;
      }
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    return decide(comparison);
  }

  private int decide(Comparison comparison) {
    Bound bound = atLeast != null ? Bound.AT_LEAST : Bound.AT_MOST;
    double ratio = atLeast != null ? atLeast : atMost;
    Decision decision;
    try {
      decision = comparison.decide(Measure.THROUGHPUT, bound, ratio, confidence);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("claim", decision.claim());
    entries.put("verdict", decision.verdict().toString());
    entries.put("decided by", decision.how());
    print(decision.numbers(), entries);
    return decision.verdict() == Verdict.SHOWN
        ? 0
        : decision.verdict() == Verdict.REFUTED ? ExitCodes.REFUTED : ExitCodes.UNDECIDED;
  }

  private void print(ComparisonNumbers numbers, Map<String, String> entries) {
    entries.putAll(numbers.entries());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(entries));
    } else {
      entries.forEach((name, value) -> out.println(name + ": " + value));
    }
    out.flush();
  }

  private void report(ComparisonOutcome outcome, long nanos) {
    if (report == null) {
      return;
    }
    Path page =
        new ComparisonReport(
                filesystem.name(),
                sandboxOptions.key().isolation().name(),
                sandboxOptions.key().kernel().name(),
                seed,
                "ci/fuse-fixture "
                    + String.join(" ", spec.commandLine().getParseResult().originalArgs()))
            .write(report, outcome, Duration.ofNanos(nanos).toMillis());
    spec.commandLine().getErr().println("report: " + page);
  }

  private MountSpec mountSpec() {
    try {
      return filesystem
          .mountedIn(modes.get(0))
          .withThreads(threads)
          .withSeed(seed)
          .withRequestTimeout(Duration.ofSeconds(60));
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
