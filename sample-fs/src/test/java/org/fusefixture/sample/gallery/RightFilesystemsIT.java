package org.fusefixture.sample.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.fusefixture.conformance.ConformanceExercise;
import org.fusefixture.conformance.ConformanceVerdict;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Right filesystems are blamed 0 times in many runs with different seeds: the number of the system
 * property {@code gallery.runs}, which is 1000 where the tag {@code slow} is asked for and nothing
 * else is said.
 */
@Tag("slow")
class RightFilesystemsIT {
  private static final int RUNS = Integer.getInteger("gallery.runs", 1000);

  static Stream<Arguments> right() {
    return Members.right().stream()
        .flatMap(
            member ->
                Stream.of(TransferMode.COPY, TransferMode.SPLICE)
                    .map(mode -> Arguments.of(member, mode)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("right")
  void right_filesystem_is_never_blamed(Class<? extends FuseFilesystem> member, TransferMode mode) {
    int blamed =
        Members.mount(member, mode)
            .use(
                fs -> {
                  int count = 0;
                  for (long seed = 1; seed <= RUNS; seed++) {
                    ConformanceVerdict verdict = ConformanceExercise.on(fs, seed);
                    if (!verdict.holds()) {
                      count++;
                      System.err.println(member.getSimpleName() + " " + verdict);
                    }
                  }
                  return count;
                });
    assertThat(blamed).as("runs of %s in which it was blamed", RUNS).isZero();
  }
}
