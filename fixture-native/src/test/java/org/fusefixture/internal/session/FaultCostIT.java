package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.internal.linux.OpenFlag.O_CREAT;
import static org.fusefixture.internal.linux.OpenFlag.O_DIRECT;
import static org.fusefixture.internal.linux.OpenFlag.O_RDWR;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fusefixture.fault.Rule;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.session.fault.SessionFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What rules cost that do not match, on 4 KiB writes. Blocks with and without rules alternate in
 * one mount; what counts is the CPU time of client and server together, which other load on the
 * machine hardly changes, and of the pairs of blocks of each measurement the median.
 */
@Tag("host")
@Tag("slow")
@Timeout(600)
class FaultCostIT {
  private static final int PAGE = 4096;
  private static final int WARM_UP = 60_000;
  private static final int BLOCK = 1_000;
  private static final int PAIRS = 11;
  private static final Duration LIMIT = Duration.ofSeconds(500);
  private static final int RULES = 100;
  private static final double MOST = 1.05;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COPY   | on: READ, fail: EIO",
        "COPY   | on: WRITE, path: other, fail: EIO",
        "COPY   | on: WRITE, 'bytes: {from: 8192, to: 9000}', fail: EIO",
        "SPLICE | on: WRITE, 'bytes: {from: 8192, to: 9000}', fail: EIO",
      },
      quoteCharacter = '"')
  void hundredRulesThatDoNotMatch_costLittleAndAllocateNothing(TransferMode mode, String rule)
      throws Exception {
    List<Rule> rules =
        IntStream.range(0, RULES)
            .mapToObj(i -> Rule.parse(rule.replace("'", "")).withName("rule-" + i))
            .toList();
    try (MountedFixture mount =
        MountedFixture.mount(
            new DiscardingFilesystem(), SessionConfiguration.of(mode).withThreads(1))) {
      List<Double> pairs = mount.await(mount.start(() -> measure(mount, rules)), LIMIT);
      assertThat(mount.faults().receipts()).allMatch(receipt -> receipt.matched() == 0);
      double[] ratios = new double[CostClaim.MEASUREMENTS];
      for (int i = 0; i < CostClaim.MEASUREMENTS; i++) {
        ratios[i] = median(pairs.subList(i * PAIRS, (i + 1) * PAIRS));
      }
      CostClaim.atMost(mode + ", 100 rules \"" + rule + "\", CPU time", ratios, MOST);
    }
  }

  private static double median(List<Double> ratios) {
    return ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
  }

  private List<Double> measure(MountedFixture mount, List<Rule> rules) throws Exception {
    long worker = worker(mount);
    try (Fd file =
            LinuxPaths.open(LinuxPath.of(mount.path("f")), O_RDWR | O_CREAT | O_DIRECT, 0600);
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      SessionFaults faults = mount.faults();
      for (int i = 0; i < WARM_UP / BLOCK / 2; i++) {
        cost(worker, file, page);
        faults.set(rules, 1);
        cost(worker, file, page);
        faults.reset();
      }
      faults.set(rules, 1);
      cost(worker, file, page);
      long before = threads.getThreadAllocatedBytes(worker);
      cost(worker, file, page);
      assertThat(threads.getThreadAllocatedBytes(worker) - before)
          .as("bytes allocated for %d writes", BLOCK)
          .isLessThan(BLOCK);
      faults.reset();
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < PAIRS * CostClaim.MEASUREMENTS; i++) {
        double without = cost(worker, file, page);
        faults.set(rules, 1);
        cost(worker, file, page); // the first requests after a change look paths up
        double with = cost(worker, file, page);
        if (i < PAIRS * CostClaim.MEASUREMENTS - 1) {
          faults.reset();
        }
        ratios.add(with / without);
      }
      return ratios;
    }
  }

  /** CPU time of a block, in nanoseconds. */
  private long cost(long worker, Fd file, NativeBuffer page) {
    long client = Thread.currentThread().getId();
    long before = threads.getThreadCpuTime(worker) + threads.getThreadCpuTime(client);
    for (int i = 0; i < BLOCK; i++) {
      LinuxFiles.pwriteFully(file, page.address(), PAGE, 0);
    }
    return threads.getThreadCpuTime(worker) + threads.getThreadCpuTime(client) - before;
  }

  private static long worker(MountedFixture mount) {
    String name = String.format(Locale.ROOT, "fuse-%d-0", mount.session().connection());
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getId();
  }
}
