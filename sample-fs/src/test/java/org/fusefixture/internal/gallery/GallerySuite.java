package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fusefixture.conformance.ConformanceExercise;
import org.fusefixture.conformance.ConformanceVerdict;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.oracle.Breach;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One exercise for all, which does not know what it exercises: each broken filesystem is found
 * guilty of its bug, in each mode in which the bug can show, and of nothing that does not follow
 * from it; the right ones are not blamed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GallerySuite {
  private static final long SEED = 1;

  /** {@link RightFilesystemsIT} has more. */
  private static final int RIGHT_RUNS = 2;

  private final Set<TransferMode> modes;
  private final Lookahead<GalleryCase, ConformanceVerdict> guilt;
  private final Lookahead<GalleryCase, List<ConformanceVerdict>> innocence;
  private Sandboxes.Lease lease;

  /**
   * @param modes to exercise them in
   * @param atOnce number of filesystems that are exercised at the same time, in one sandbox
   */
  GallerySuite(Set<TransferMode> modes, int atOnce) {
    this.modes = modes;
    guilt = new Lookahead<>(broken().toList(), atOnce, one -> exercise(one, SEED).get(0));
    innocence =
        new Lookahead<>(
            right().toList(),
            atOnce,
            one -> exercise(one, LongStream.rangeClosed(1, RIGHT_RUNS).toArray()));
  }

  @BeforeAll
  void keepSandboxes() {
    lease = Sandboxes.shared().lease();
  }

  @AfterAll
  void giveSandboxesBack() {
    try {
      guilt.close();
      innocence.close();
    } finally {
      lease.close();
    }
  }

  /** Each broken filesystem in those modes in which its bug can show. */
  Stream<GalleryCase> broken() {
    return GalleryMembers.broken().stream()
        .flatMap(
            member ->
                Stream.of(member.getAnnotation(Broken.class).modes())
                    .filter(modes::contains)
                    .map(mode -> new GalleryCase(member, mode)));
  }

  /** Each right filesystem in each mode. */
  Stream<GalleryCase> right() {
    return GalleryMembers.right().stream()
        .flatMap(member -> modes.stream().map(mode -> new GalleryCase(member, mode)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void broken_filesystem_is_found_guilty_of_its_bug(GalleryCase one) {
    requireRunnable(one);
    Broken broken = one.member().getAnnotation(Broken.class);
    ConformanceVerdict verdict = guilt.result(one);
    Set<Breach.Kind> required = EnumSet.of(broken.verdict());
    Set<Breach.Kind> allowed = EnumSet.of(broken.verdict());
    allowed.addAll(List.of(broken.alsoShows()));
    allowed.addAll(List.of(broken.inUserPages()));
    if (one.mode() == TransferMode.SPLICE_USER_PAGES) {
      required.addAll(List.of(broken.inUserPages()));
    }
    assertThat(verdict.kinds())
        .as("%s, which %s%n%s", one, broken.bug(), verdict)
        .containsAll(required)
        .isSubsetOf(allowed);
    assertThat(verdict.cause())
        .as("%s, which %s%n%s", one, broken.bug(), verdict)
        .contains(broken.cause());
    if (one.mode() != TransferMode.SPLICE_USER_PAGES) {
      assertThat(verdict.kinds())
          .as("%s, which only ever sees copies of the client's pages%n%s", one, verdict)
          .doesNotContain(Breach.Kind.MUTATED_AFTER_REPLY);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("right")
  void right_filesystem_is_not_blamed(GalleryCase one) {
    requireRunnable(one);
    assertThat(innocence.result(one))
        .hasSize(RIGHT_RUNS)
        .allSatisfy(verdict -> assertThat(verdict.holds()).as("%s%n%s", one, verdict).isTrue());
  }

  /** A verdict for each seed, all on one mount. */
  private static List<ConformanceVerdict> exercise(GalleryCase one, long... seeds) {
    return one.mount()
        .use(
            fs -> LongStream.of(seeds).mapToObj(seed -> ConformanceExercise.on(fs, seed)).toList());
  }

  private static void requireRunnable(GalleryCase one) {
    Optional<String> obstacle = one.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }
}
