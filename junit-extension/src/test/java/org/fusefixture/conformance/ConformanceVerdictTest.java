package org.fusefixture.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.junit.jupiter.api.Test;

class ConformanceVerdictTest {
  @Test
  void first_line_names_the_most_telling_cause_and_the_last_the_seed() {
    ConformanceVerdict verdict =
        new ConformanceVerdict(
            "mount",
            7,
            List.of(
                new Breach(Breach.Kind.STALE, "direct writes", Cause.WRITE_LOST, "a sector"),
                new Breach(Breach.Kind.WRONG_SIZE, "truncation", Cause.SIZE, "a size"),
                new Breach(Breach.Kind.LATE_ACCESS, "session", Cause.LATE_PAYLOAD, "a stack")),
            List.of("no hard links"));

    assertThat(verdict.cause()).contains(Cause.LATE_PAYLOAD);
    assertThat(verdict.toString().lines())
        .containsExactly(
            "likeliest cause: the payload of a WRITE is used after its reply (seen in the check"
                + " \"session\")",
            "mount: 3 breaches [STALE, WRONG_SIZE, LATE_ACCESS]",
            "  LATE_ACCESS in \"session\": a stack",
            "  STALE in \"direct writes\": a sector",
            "  WRONG_SIZE in \"truncation\": a size",
            "  skipped: no hard links",
            "  seed 7; for the same again: ConformanceExercise.on(fs, 7)");
  }

  @Test
  void more_than_ten_breaches_are_counted_by_class() {
    List<Breach> many =
        Stream.concat(
                Stream.generate(() -> breach(Breach.Kind.STALE)).limit(9),
                Stream.generate(() -> breach(Breach.Kind.TORN)).limit(4))
            .toList();

    assertThat(new ConformanceVerdict("mount", 1, many, List.of()).toString())
        .contains("  and 3 more: {TORN=3}");
  }

  private static Breach breach(Breach.Kind kind) {
    return new Breach(kind, "holes", Cause.WRITE_LOST, "a sector");
  }
}
