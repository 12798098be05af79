package org.fusefixture.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.oracle.Breach;
import org.junit.jupiter.api.Test;

class ConformanceVerdictTest {
  @Test
  void causes_are_told_before_what_follows_from_them() {
    ConformanceVerdict verdict =
        new ConformanceVerdict(
            "mount",
            List.of(
                new Breach(Breach.Kind.STALE, "direct writes", "a sector"),
                new Breach(Breach.Kind.WRONG_SIZE, "truncation", "a size"),
                new Breach(Breach.Kind.LATE_ACCESS, "whole exercise", "a stack")),
            List.of("no hard links"));

    assertThat(verdict.toString().lines())
        .containsExactly(
            "mount: 3 breaches [STALE, WRONG_SIZE, LATE_ACCESS]",
            "  LATE_ACCESS in \"whole exercise\": a stack",
            "  STALE in \"direct writes\": a sector",
            "  WRONG_SIZE in \"truncation\": a size",
            "  skipped: no hard links");
  }
}
