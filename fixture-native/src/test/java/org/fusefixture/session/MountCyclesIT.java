package org.fusefixture.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.FuseControl;
import org.fusefixture.mount.MountInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(80)
class MountCyclesIT {
  private static final int CYCLES = 200;
  private static final int WARM_UP = 10;

  /** What a session could leave behind in this process. */
  private record Holdings(long descriptors, List<String> threads, long mounts) {
    static Holdings now() throws IOException {
      try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
        return new Holdings(
            descriptors.count(),
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("fuse-"))
                .toList(),
            MountInfo.all().stream().filter(mount -> mount.source().equals("flat")).count());
      }
    }
  }

  @Test
  void two_hundred_mounts_leave_nothing_behind() throws Exception {
    cycles(WARM_UP);
    Holdings before = Holdings.now();
    Set<Integer> connections = cycles(CYCLES);
    assertThat(Holdings.now()).isEqualTo(before);
    try (FuseControl control = FuseControl.open()) {
      assertThat(control.connections()).doesNotContainAnyElementsOf(connections);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(directMemory()).isLessThan(32L << 20);
            });
  }

  /** The numbers of the connections that there were. */
  private static Set<Integer> cycles(int count) throws Exception {
    Set<Integer> connections = new HashSet<>();
    for (int cycle = 0; cycle < count; cycle++) {
      TransferMode mode = cycle % 2 == 0 ? TransferMode.COPY : TransferMode.SPLICE;
      try (MountedFixture mount = MountedFixture.mount(new FlatFilesystem(), mode)) {
        connections.add(mount.session().connection());
        byte[] read =
            mount.client(
                () -> {
                  Files.write(mount.path("f"), new byte[] {1, 2, 3});
                  return Files.readAllBytes(mount.path("f"));
                });
        assertThat(read).containsExactly(1, 2, 3);
      }
    }
    return connections;
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
