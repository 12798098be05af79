package org.fusefixture.internal.session;

import static org.fusefixture.internal.linux.OpenFlag.O_CREAT;
import static org.fusefixture.internal.linux.OpenFlag.O_DIRECT;
import static org.fusefixture.internal.linux.OpenFlag.O_RDWR;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the trace costs on 4 KiB writes: short slices with and without it in turns (on off off on
 * ...) on one mount. Other programs on the machine only ever add to the time of a slice, so the
 * quick slices are compared: of each measurement, which has a hundred slices of each kind, the
 * tenth percentile.
 */
@Tag("slow")
@Timeout(600)
class TraceCostIT {
  private static final int PAGE = 4096;
  private static final int WARM_UP = 60_000;
  private static final int PAIRS = 100 * CostClaim.MEASUREMENTS;
  private static final int WRITES = 100;
  private static final double MOST = 1.05;

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void trace_costs_less_than_five_percent(TransferMode mode) throws Exception {
    try (MountedFixture mount =
        MountedFixture.mount(
            new DiscardingFilesystem(), SessionConfiguration.of(mode).withThreads(1))) {
      double[] with = new double[PAIRS];
      double[] without = new double[PAIRS];
      measure(mount, with, without);
      double[] ratios = new double[CostClaim.MEASUREMENTS];
      for (int i = 0; i < CostClaim.MEASUREMENTS; i++) {
        ratios[i] = percentile(with, i) / percentile(without, i);
      }
      CostClaim.atMost("trace on, " + mode + ", time of 4 KiB direct writes", ratios, MOST);
    }
  }

  private static void measure(MountedFixture mount, double[] with, double[] without)
      throws Exception {
    CompletableFuture<Object> done =
        mount.start(
            () -> {
              try (Fd file =
                      LinuxPaths.open(
                          LinuxPath.of(mount.path("f")), O_RDWR | O_CREAT | O_DIRECT, 0600);
                  NativeBuffer page = NativeBuffer.allocate(PAGE)) {
                write(file, page, WARM_UP);
                for (int pair = 0; pair < PAIRS; pair++) {
                  boolean onFirst = pair % 2 == 0;
                  mount.session().switchTrace(onFirst);
                  (onFirst ? with : without)[pair] = write(file, page, WRITES);
                  mount.session().switchTrace(!onFirst);
                  (onFirst ? without : with)[pair] = write(file, page, WRITES);
                }
              }
              return null;
            });
    done.get(500, TimeUnit.SECONDS);
  }

  /** Nanoseconds of so many writes. */
  private static long write(Fd file, NativeBuffer page, int count) {
    long start = System.nanoTime();
    for (int index = 0; index < count; index++) {
      LinuxFiles.pwriteFully(file, page.address(), PAGE, 0);
    }
    return System.nanoTime() - start;
  }

  /** Of one of the measurements that the slices belong to. */
  private static double percentile(double[] times, int measurement) {
    int length = PAIRS / CostClaim.MEASUREMENTS;
    double[] sorted = Arrays.copyOfRange(times, measurement * length, (measurement + 1) * length);
    Arrays.sort(sorted);
    return sorted[length / 10];
  }
}
