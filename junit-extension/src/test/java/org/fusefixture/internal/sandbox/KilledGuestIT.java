package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A guest whose test JVM, or one of whose processes, is killed leaves no process, container or
 * file. All processes of a try know a folder of its own as TMPDIR, by which they are found.
 */
@Tag("patched")
@Timeout(1800)
class KilledGuestIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How many guests are killed at random moments; 100 for a thorough run. */
  private static final int GUESTS = Integer.getInteger("fusefixture.guests", 4);

  private static final long SEED = Long.getLong("fusefixture.guests.seed", 20_261_123L);

  /** A little longer than it takes until the mount is busy, measured by the first guest. */
  private static final double SPREAD = 1.2;

  private Path folder;
  private ProcessMark mark;
  private String owner;

  @BeforeEach
  void makeFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    folder = Files.createTempDirectory(memory, "fuse-fixture-killed-guest-");
    mark = ProcessMark.inEnvironment("TMPDIR=" + folder);
  }

  @AfterEach
  void removeFolder() throws IOException {
    Files.delete(folder);
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void testJvmKilledWhileTheGuestBoots_leavesNothing(Isolation isolation) throws Exception {
    require(isolation);
    try (ChildJvm jvm = start(isolation)) {
      await().atMost(LIMIT).until(() -> isBooting(isolation));
      jvm.kill();
    }
    if (isolation == Isolation.CONTAINER) {
      // One that was created and not started is nobody's to end, until the next one starts.
      try (Sandboxes next = Sandboxes.separate()) {
        next.open(SandboxKey.of(isolation, Kernel.PATCHED));
      }
    }
    expectNothingLeft(isolation);
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void testJvmKilledWhileAMountIsBusy_leavesNothing(Isolation isolation) throws Exception {
    require(isolation);
    try (ChildJvm jvm = start(isolation)) {
      assertThat(jvm.line("busy")).isNotNull();
      assertThat(isBooting(isolation)).as("the guest is found while it runs").isTrue();
      jvm.kill();
    }
    expectNothingLeft(isolation);
  }

  /** The victim is the test JVM, or any process of the guest. */
  @Test
  @Tag("slow")
  void guestsKilledAtRandomMoments_leaveNothing() throws Exception {
    require(Isolation.PROCESS);
    System.out.println("killing " + GUESTS + " guests, seed " + SEED);
    Random random = new Random(SEED);
    long longest = (long) (nanosUntilBusy() * SPREAD);
    int[] killed = new int[2];
    for (int i = 0; i < GUESTS; i++) {
      long moment = (long) (random.nextDouble() * longest);
      boolean victimIsJvm = random.nextBoolean();
      try (ChildJvm jvm = start(Isolation.PROCESS)) {
        waitFor(moment);
        if (victimIsJvm) {
          jvm.kill();
          killed[0]++;
        } else if (killOneOf(mark.numbers(), jvm.pid(), random)) {
          killed[1]++;
        }
      }
      expectNothingLeft(Isolation.PROCESS);
      if ((i + 1) % 10 == 0) {
        System.out.println((i + 1) + " guests killed, nothing left");
      }
    }
    System.out.printf(
        "of %d guests, %d lost their JVM and %d a process, at random moments within %d ms%n",
        GUESTS, killed[0], killed[1], longest / 1_000_000);
    assertThat(killed[0]).isPositive();
  }

  private long nanosUntilBusy() throws IOException {
    try (ChildJvm jvm = start(Isolation.PROCESS)) {
      long start = System.nanoTime();
      assertThat(jvm.line("busy")).isNotNull();
      return System.nanoTime() - start;
    }
  }

  private ChildJvm start(Isolation isolation) throws IOException {
    ChildJvm jvm =
        ChildJvm.start(
            GuestAndWait.class,
            Map.of("TMPDIR", folder.toString(), "JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder),
            isolation.name());
    owner = jvm.line("booting");
    assertThat(owner).isNotNull();
    return jvm;
  }

  private static boolean killOneOf(List<Long> processes, long jvm, Random random) {
    List<Long> others = processes.stream().filter(number -> number != jvm).sorted().toList();
    return !others.isEmpty()
        && ProcessHandle.of(others.get(random.nextInt(others.size())))
            .map(ProcessHandle::destroyForcibly)
            .orElse(false);
  }

  private boolean isBooting(Isolation isolation) throws IOException {
    return isolation == Isolation.CONTAINER
        ? !containers().isEmpty()
        : mark.processes("State:").stream().anyMatch(line -> line.startsWith("linux "));
  }

  private void expectNothingLeft(Isolation isolation) {
    mark.expectNoProcess(LIMIT);
    if (isolation == Isolation.CONTAINER) {
      await().atMost(LIMIT).untilAsserted(() -> assertThat(containers()).isEmpty());
    }
    assertThat(folder).as("seed " + SEED).isEmptyDirectory();
  }

  /** Those of the child, by the label of their owner. */
  private String containers() throws IOException {
    Process docker =
        new ProcessBuilder(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=org.fusefixture.owner=" + owner)
            .start();
    return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static void require(Isolation isolation) {
    SandboxKey key = SandboxKey.of(isolation, Kernel.PATCHED);
    Preflight.shared().obstacle(key).ifPresent(Assumptions::abort);
  }

  private static void waitFor(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
