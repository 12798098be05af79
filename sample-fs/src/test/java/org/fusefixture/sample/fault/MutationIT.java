package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Puts each part of the fault engine out of order, one at a time, and runs the tests on mounts that
 * use it, the fastest first: one of them must fail.
 */
@Tag("slow")
@Tag("host")
class MutationIT {
  private static final List<Class<?>> SUITES =
      List.of(
          TriggerFaultsIT.class,
          ErrorFaultsIT.class,
          ContentFaultsIT.class,
          MetadataFaultsIT.class,
          ReplyFaultsIT.class,
          TimingFaultsIT.class,
          CrashFaultsIT.class,
          StateFaultsIT.class,
          ServerFaultsIT.class);

  /** Of another package. */
  private static final List<String> STORAGE_SUITES =
      List.of(
          "org.fusefixture.sample.backing.LossIT",
          "org.fusefixture.sample.backing.TornAndFailedIT");

  /** A test that was run, and passed. */
  private record Run(String id, String name, long nanos, Set<String> parts) {}

  private final Launcher launcher =
      LauncherFactory.create(
          LauncherConfig.builder()
              .enableTestExecutionListenerAutoRegistration(false)
              .enableLauncherSessionListenerAutoRegistration(false)
              .build());
  private Sandboxes.Lease sandboxes;
  private WovenEngine woven;

  @BeforeEach
  void prepare(@TempDir Path classes) throws IOException {
    Sandboxes.shared().close(); // those that other tests have left have a sound engine
    woven = new WovenEngine(classes);
    sandboxes = Sandboxes.shared().lease();
    Files.createDirectories(Mutation.directory());
    Mutation.disable("nothing");
    Mutation.takeUsed();
  }

  @AfterEach
  void cleanUp() throws IOException {
    sandboxes.close();
    woven.close();
    Sandboxes.shared().close();
    try (var files = Files.list(Mutation.directory())) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(Mutation.directory());
  }

  @Test
  void everyPartOutOfOrder_failsATest() throws IOException {
    List<Run> runs = coverage();
    Map<String, String> killers = new HashMap<>();
    List<String> survivors = new ArrayList<>();
    Set<String> mutants = Mutants.chosen();
    for (String mutant : mutants) {
      String killer = killer(mutant, runs);
      if (killer == null) {
        survivors.add(mutant);
      } else {
        killers.put(mutant, killer);
      }
      System.out.printf("%-34s %s%n", mutant, killer == null ? "SURVIVES" : killer);
    }
    System.out.printf(
        "mutation score: %d of %d, by %d tests on mounts; survivors: %s%n",
        killers.size(), mutants.size(), runs.size(), survivors);
    assertThat(survivors).as("parts that no test misses").isEmpty();
  }

  /** Runs all tests as they are. */
  private List<Run> coverage() {
    Recorder recorder = new Recorder();
    run(
        Stream.concat(SUITES.stream().map(Class::getName), STORAGE_SUITES.stream())
            .map(suite -> (DiscoverySelector) selectClass(suite))
            .toList(),
        recorder);
    assertThat(recorder.failed).as("tests that fail with a sound engine").isEmpty();
    assertThat(recorder.runs)
        .as("tests in whose servers the engine is woven")
        .anyMatch(run -> !run.parts().isEmpty());
    return recorder.runs;
  }

  /** The name of the first test that fails, or null. */
  private String killer(String mutant, List<Run> runs) throws IOException {
    try {
      List<Run> using =
          runs.stream()
              .filter(run -> run.parts().contains(mutant))
              .sorted(Comparator.comparingLong(Run::nanos))
              .toList();
      for (Run run : using) {
        Mutation.disable(mutant);
        Recorder recorder = new Recorder();
        run(List.of(selectUniqueId(run.id())), recorder);
        if (!recorder.failed.isEmpty()) {
          return run.name();
        }
      }
      return null;
    } finally {
      Mutation.disable("nothing");
    }
  }

  private void run(List<DiscoverySelector> selectors, Recorder recorder) {
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectors)
            .configurationParameter("fusefixture.isolation", "process")
            .configurationParameter("fusefixture.kernel", "host")
            .build(),
        recorder);
  }

  /** What became of tests, and which parts of the engine each used. */
  private static final class Recorder implements TestExecutionListener {
    private final List<Run> runs = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private long start;

    @Override
    public void executionStarted(TestIdentifier test) {
      if (test.isTest()) {
        takeUsed();
        start = System.nanoTime();
      }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      String name = test.getLegacyReportingName();
      if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        failed.add(name + ": " + result.getThrowable().map(Throwable::toString).orElse(""));
      }
      if (test.isTest()) {
        String method =
            test.getUniqueIdObject().getSegments().stream()
                .filter(segment -> segment.getType().equals("test-template"))
                .map(segment -> segment.getValue().replaceAll("\\(.*", ""))
                .findFirst()
                .orElse(name);
        runs.add(new Run(test.getUniqueId(), method, System.nanoTime() - start, takeUsed()));
      }
    }

    private static Set<String> takeUsed() {
      try {
        return Mutation.takeUsed();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
