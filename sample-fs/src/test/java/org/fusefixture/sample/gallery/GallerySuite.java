package org.fusefixture.sample.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.conformance.ConformanceExercise;
import org.fusefixture.conformance.ConformanceVerdict;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.oracle.Breach;
import org.fusefixture.sample.broken.Broken;
import org.fusefixture.sandbox.Sandboxes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One exercise for all, which does not know what it exercises: each broken filesystem is found
 * guilty of its bug, in each mode in which the bug can show, and of nothing that does not follow
 * from it; the right ones are not blamed.
 */
abstract class GallerySuite {
  private static final long SEED = 1;

  /** {@link RightFilesystemsIT} has more. */
  private static final int RIGHT_RUNS = 2;

  private static Sandboxes.Lease lease;

  @BeforeAll
  static void keepSandboxes() {
    lease = Sandboxes.shared().lease();
  }

  @AfterAll
  static void giveSandboxesBack() {
    lease.close();
  }

  /** Each broken filesystem in those of some modes in which its bug can show. */
  static Stream<Arguments> broken(TransferMode... modes) {
    List<Arguments> all = new ArrayList<>();
    for (Class<? extends FuseFilesystem> member : Members.broken()) {
      for (TransferMode mode : member.getAnnotation(Broken.class).modes()) {
        if (List.of(modes).contains(mode)) {
          all.add(Arguments.of(member, mode));
        }
      }
    }
    return all.stream();
  }

  /** Each right filesystem in some modes. */
  static Stream<Arguments> right(TransferMode... modes) {
    return Members.right().stream()
        .flatMap(member -> Stream.of(modes).map(mode -> Arguments.of(member, mode)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("broken")
  void broken_filesystem_is_found_guilty_of_its_bug(
      Class<? extends FuseFilesystem> member, TransferMode mode) {
    Broken broken = member.getAnnotation(Broken.class);
    ConformanceVerdict verdict = exercise(member, mode);
    Set<Breach.Kind> required = EnumSet.of(broken.verdict());
    Set<Breach.Kind> allowed = EnumSet.of(broken.verdict());
    allowed.addAll(List.of(broken.alsoShows()));
    allowed.addAll(List.of(broken.inUserPages()));
    if (mode == TransferMode.SPLICE_USER_PAGES) {
      required.addAll(List.of(broken.inUserPages()));
    }
    assertThat(verdict.kinds())
        .as("%s, which %s%n%s", member.getSimpleName(), broken.bug(), verdict)
        .containsAll(required)
        .isSubsetOf(allowed);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("right")
  void right_filesystem_is_not_blamed(Class<? extends FuseFilesystem> member, TransferMode mode) {
    requireRunnable(member, mode)
        .use(
            fs -> {
              for (long seed = 1; seed <= RIGHT_RUNS; seed++) {
                ConformanceVerdict verdict = ConformanceExercise.on(fs, seed);
                assertThat(verdict.holds()).as("%s%n%s", member, verdict).isTrue();
              }
              return null;
            });
  }

  private static ConformanceVerdict exercise(
      Class<? extends FuseFilesystem> member, TransferMode mode) {
    return requireRunnable(member, mode).use(fs -> ConformanceExercise.on(fs, SEED));
  }

  private static FilesystemMount requireRunnable(
      Class<? extends FuseFilesystem> member, TransferMode mode) {
    FilesystemMount mount = Members.mount(member, mode);
    Optional<String> obstacle = mount.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> mount + " cannot run here: " + obstacle.orElse(""));
    return mount;
  }
}
