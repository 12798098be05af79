package org.fusefixture.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.linux.OpenFlag.O_CREAT;
import static org.fusefixture.linux.OpenFlag.O_DIRECT;
import static org.fusefixture.linux.OpenFlag.O_RDWR;

import java.util.Arrays;
import java.util.Locale;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.linux.Fd;
import org.fusefixture.linux.LinuxFiles;
import org.fusefixture.linux.LinuxPath;
import org.fusefixture.linux.LinuxPaths;
import org.fusefixture.linux.NativeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the trace costs on 4 KiB writes: rounds with and without it in turns (on off off on ...) on
 * one mount, and the median of the ratios of neighbours, which the load of the machine does not
 * move as it moves the times.
 */
@Tag("slow")
@Timeout(150)
class TraceCostIT {
  private static final int PAGE = 4096;
  private static final int WARM_UP = 60_000;
  private static final int ROUNDS = 60;
  private static final int WRITES = 2_500;
  private static final double MOST = 1.05;

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void trace_costs_less_than_five_percent(TransferMode mode) throws Exception {
    try (MountedFixture mount =
        MountedFixture.mount(
            new DiscardingFilesystem(), SessionConfiguration.of(mode).withThreads(1))) {
      double ratio = medianRatio(mount);
      System.out.printf(
          Locale.ROOT, "trace on/off, 4 KiB direct writes, %s: ratio of times %.4f%n", mode, ratio);
      assertThat(ratio).isLessThan(MOST);
    }
  }

  private static double medianRatio(MountedFixture mount) throws Exception {
    write(mount, WARM_UP);
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      boolean onFirst = round % 2 == 0;
      long first = time(mount, onFirst);
      long second = time(mount, !onFirst);
      ratios[round] = onFirst ? (double) first / second : (double) second / first;
    }
    Arrays.sort(ratios);
    return (ratios[ROUNDS / 2 - 1] + ratios[ROUNDS / 2]) / 2;
  }

  private static long time(MountedFixture mount, boolean on) throws Exception {
    mount.session().switchTrace(on);
    return write(mount, WRITES);
  }

  /** Nanoseconds of so many writes. */
  private static long write(MountedFixture mount, int count) throws Exception {
    return mount.client(
        () -> {
          try (Fd file =
                  LinuxPaths.open(
                      LinuxPath.of(mount.path("f")), O_RDWR | O_CREAT | O_DIRECT, 0600);
              NativeBuffer page = NativeBuffer.allocate(PAGE)) {
            long start = System.nanoTime();
            for (int index = 0; index < count; index++) {
              LinuxFiles.pwriteFully(file, page.address(), PAGE, 0);
            }
            return System.nanoTime() - start;
          }
        });
  }
}
