package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.fusefixture.conformance.ConformanceExercise;
import org.fusefixture.conformance.ConformanceVerdict;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.junit.FilesystemMount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Five of the gallery, drawn with a fixed seed, and what docs/gallery.md prints of them: the cause
 * in the first line there must be that of today. What is printed is kept in target/five-verdicts,
 * from where {@link GalleryPage} takes it.
 */
@Tag("gallery")
@Tag("host")
@Tag("slow")
class FiveVerdictsIT {
  static final long DRAW = 2026;
  private static final int COUNT = 5;
  private static final long SEED = 1;

  private static Sandboxes.Lease lease;

  @BeforeAll
  static void keepSandboxes() {
    lease = Sandboxes.shared().lease();
  }

  @AfterAll
  static void giveSandboxesBack() {
    lease.close();
  }

  static Stream<Class<? extends FuseFilesystem>> drawn() {
    List<Class<? extends FuseFilesystem>> members = new ArrayList<>(GalleryMembers.broken());
    members.removeIf(
        member ->
            !List.of(member.getAnnotation(Broken.class).modes()).contains(TransferMode.SPLICE));
    Collections.shuffle(members, new Random(DRAW));
    return members.stream().limit(COUNT).sorted(Comparator.comparing(Class::getSimpleName));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drawn")
  void page_says_what_is_printed(Class<? extends FuseFilesystem> member) throws IOException {
    String printed = verdict(member).toString();
    Files.createDirectories(GalleryPage.PRINTED);
    Files.writeString(GalleryPage.PRINTED.resolve(member.getSimpleName() + ".txt"), printed + "\n");

    String shown = GalleryPage.shown().getOrDefault(member.getSimpleName(), "");
    assertThat(cause(shown))
        .as("docs/gallery.md on %s (drawn with seed %s); run GalleryPage", member, DRAW)
        .isEqualTo(cause(printed));
    assertThat(printed)
        .as("the message must not need the name")
        .contains(member.getAnnotation(Broken.class).verdict().name())
        .doesNotContain("org.fusefixture.internal.gallery");
  }

  /** The first line without the place where it was seen first, which may be another at each run. */
  private static String cause(String verdict) {
    return verdict.lines().findFirst().orElse("").replaceAll(" \\(seen in .*", "");
  }

  private static ConformanceVerdict verdict(Class<? extends FuseFilesystem> member) {
    FilesystemMount mount = GalleryMembers.mount(member, TransferMode.SPLICE);
    assumeTrue(mount.obstacle().isEmpty(), () -> mount.obstacle().orElse(""));
    return mount.use(fs -> ConformanceExercise.on(fs, SEED));
  }
}
