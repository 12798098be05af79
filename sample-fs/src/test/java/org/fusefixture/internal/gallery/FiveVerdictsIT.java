package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
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
 * Five of the gallery, drawn with a fixed seed, and what docs/gallery.md prints of them: each line
 * there that names a breach must be printed today, but for times and addresses. What is printed is
 * kept in target/five-verdicts, to be put into the page.
 */
@Tag("gallery")
@Tag("host")
@Tag("slow")
class FiveVerdictsIT {
  static final long DRAW = 2026;
  private static final int COUNT = 5;
  private static final long SEED = 1;
  private static final Path PAGE = Path.of("../docs/gallery.md");
  private static final Path PRINTED = Path.of("target/five-verdicts");

  /** What may be another at each run. */
  private static final Pattern RUN = Pattern.compile("[0-9]+ places");

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
    Files.createDirectories(PRINTED);
    Files.writeString(PRINTED.resolve(member.getSimpleName() + ".txt"), printed + "\n");

    List<String> documented = documented(member);
    assertThat(documented)
        .as("lines of docs/gallery.md on %s (drawn with seed %s)", member.getSimpleName(), DRAW)
        .isNotEmpty();
    assertThat(printed.lines().map(FiveVerdictsIT::withoutRun).toList())
        .as("printed, see %s", PRINTED.toAbsolutePath())
        .containsAll(documented);
    assertThat(printed)
        .as("the message must not need the name")
        .contains(member.getAnnotation(Broken.class).verdict().name())
        .doesNotContain("org.fusefixture.internal.gallery");
  }

  private static ConformanceVerdict verdict(Class<? extends FuseFilesystem> member) {
    FilesystemMount mount = GalleryMembers.mount(member, TransferMode.SPLICE);
    assumeTrue(mount.obstacle().isEmpty(), () -> mount.obstacle().orElse(""));
    return mount.use(fs -> ConformanceExercise.on(fs, SEED));
  }

  /** The lines of its part of the page that say where its bug was seen. */
  private static List<String> documented(Class<? extends FuseFilesystem> member)
      throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("#")) {
        inside = line.equals("### " + member.getSimpleName());
      } else if (inside
          && line.startsWith("  " + member.getAnnotation(Broken.class).verdict() + " in ")) {
        lines.add(withoutRun(line));
      }
    }
    return lines;
  }

  private static String withoutRun(String line) {
    return RUN.matcher(line).replaceAll("").stripTrailing();
  }
}
