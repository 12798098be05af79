package org.fusefixture.internal.session;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.session.fault.SessionFaults;
import org.fusefixture.internal.trace.TraceRecorder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the fault engine costs while no rule is set, and the trace while it is off, on 4 KiB writes:
 * against a build of the session loop that has no such thing. Both builds serve in one JVM, in
 * blocks in turns; what counts is the CPU time of client and server together, which other load on
 * the machine hardly changes. Which build is loaded first makes a difference: each is in half of
 * the measurements.
 */
@Tag("host")
@Tag("slow")
@Timeout(1200)
class IdleCostIT {
  private static final int WARM_UP = 50;
  private static final int PAIRS = 31;
  private static final double MOST = 1.01;

  private enum Part {
    FAULTS(
        Map.of(
            RequestLoop.class,
            Set.of("interceptor"),
            SessionFaults.class,
            Set.of("received", "replying"))),
    TRACE(Map.of(TraceRecorder.class, Set.of("isOn", "request", "reply", "event")));

    private final Map<Class<?>, Set<String>> methods;

    Part(Map<Class<?>, Set<String>> methods) {
      this.methods = methods;
    }
  }

  @ParameterizedTest
  @CsvSource({"FAULTS, COPY", "FAULTS, SPLICE", "TRACE, COPY", "TRACE, SPLICE"})
  void whatIsNotUsed_costsLessThanOnePercent(Part part, TransferMode mode) throws Exception {
    double[] ratios = new double[CostClaim.MEASUREMENTS];
    for (int i = 0; i < CostClaim.MEASUREMENTS; i++) {
      ratios[i] = ratio(part, mode, i % 2 == 0);
    }
    CostClaim.atMost(part + " not used, " + mode + ", CPU time", ratios, MOST);
  }

  /** The median of pairs. */
  private static double ratio(Part part, TransferMode mode, boolean withFirst) throws Exception {
    SessionBuild one = new SessionBuild(withFirst ? Map.of() : part.methods);
    SessionBuild other = new SessionBuild(withFirst ? part.methods : Map.of());
    boolean traced = part != Part.TRACE;
    try (MeasuredSide first = one.side(mode, traced);
        MeasuredSide second = other.side(mode, traced)) {
      MeasuredSide with = withFirst ? first : second;
      MeasuredSide without = withFirst ? second : first;
      for (int i = 0; i < WARM_UP; i++) {
        first.cost();
        second.cost();
      }
      double[] ratios = new double[PAIRS];
      for (int i = 0; i < PAIRS; i++) {
        double cost = i % 2 == 0 ? with.cost() : 0;
        double base = without.cost();
        ratios[i] = (i % 2 == 0 ? cost : with.cost()) / base;
      }
      Arrays.sort(ratios);
      return ratios[PAIRS / 2];
    }
  }
}
