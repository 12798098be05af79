package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.mount.FuseConnection;
import org.fusefixture.internal.mount.FuseControl;
import org.fusefixture.internal.mount.MountInfo;
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
    cycles(CYCLES);
    assertThat(Holdings.now()).isEqualTo(before);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(directMemory()).isLessThan(32L << 20);
            });
  }

  private static void cycles(int count) throws Exception {
    for (int cycle = 0; cycle < count; cycle++) {
      FuseConnection connection;
      TransferMode mode = cycle % 2 == 0 ? TransferMode.COPY : TransferMode.SPLICE;
      try (FuseControl control = FuseControl.open();
          MountedFixture mount = MountedFixture.mount(new FlatFilesystem(), mode)) {
        byte[] read =
            mount.client(
                () -> {
                  Files.write(mount.path("f"), new byte[] {1, 2, 3});
                  return Files.readAllBytes(mount.path("f"));
                });
        assertThat(read).containsExactly(1, 2, 3);
        connection = control.connection(mount.session().connection());
      }
      // By its open directory, as another mount of this machine may have got the number meanwhile.
      try (connection) {
        assertThat(connection.isGone()).isTrue();
      }
    }
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
