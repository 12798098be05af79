package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fusefixture.conformance.ConformanceExercise;
import org.fusefixture.conformance.ConformanceVerdict;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.MountedFilesystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Right filesystems are blamed 0 times in many runs with different seeds: the number of the system
 * property {@code fusefixture.gallery.runs} for each filesystem, 1000 where nothing else is said,
 * and of those filesystems whose simple names match {@code fusefixture.gallery.members}, a regular
 * expression. One half of the seeds runs in COPY mode, the other in SPLICE mode, each half on one
 * mount, which grows no larger by it: an exercise removes its files.
 */
@Tag("slow")
class RightFilesystemsIT {
  private static final int RUNS = Integer.getInteger("fusefixture.gallery.runs", 1000);
  private static final String MEMBERS = System.getProperty("fusefixture.gallery.members", ".*");

  static Stream<Arguments> right() {
    return GalleryMembers.right().stream()
        .filter(member -> member.getSimpleName().matches(MEMBERS))
        .flatMap(
            member ->
                Stream.of(
                    Arguments.of(member, TransferMode.COPY, 1, RUNS / 2),
                    Arguments.of(member, TransferMode.SPLICE, RUNS / 2 + 1, RUNS)));
  }

  @ParameterizedTest(name = "{0} {1} seeds {2} to {3}")
  @MethodSource("right")
  void right_filesystem_is_never_blamed(
      Class<? extends FuseFilesystem> member, TransferMode mode, long first, long last) {
    List<ConformanceVerdict> blamed =
        GalleryMembers.mount(member, mode).use(fs -> exercise(fs, first, last));
    System.out.printf(
        "%s %s, seeds %d to %d: blamed %d times%n",
        member.getSimpleName(), mode, first, last, blamed.size());
    assertThat(blamed).as("verdicts of %s to %s that blame it", first, last).isEmpty();
  }

  private static List<ConformanceVerdict> exercise(MountedFilesystem fs, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(seed -> ConformanceExercise.on(fs, seed))
        .filter(verdict -> !verdict.holds())
        .toList();
  }
}
