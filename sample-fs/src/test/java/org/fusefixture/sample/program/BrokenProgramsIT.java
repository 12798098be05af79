package org.fusefixture.sample.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.fusefixture.conformance.ConformanceExercise;
import org.fusefixture.conformance.ConformanceVerdict;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.mount.Program;
import org.fusefixture.oracle.Breach.Kind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filesystem in C with one bug at a time, caught by an exercise that knows nothing of it. */
@Tag("host")
@Timeout(180)
class BrokenProgramsIT {
  private static final String SOURCE = "/programs/broken.c";
  private static final Path HEADER = Path.of("/usr/include/fuse3/fuse.h");
  private static final long SEED = 1;

  @TempDir private static Path directory;
  private static Path program;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    boolean there = Files.exists(HEADER);
    String missing = HEADER + " is missing: run ci/setup, or apt-get install libfuse3-dev";
    assertThat(there || System.getenv("FUSE_FIXTURE_REQUIRE_PROGRAMS") == null)
        .as(missing)
        .isTrue();
    Assumptions.assumeTrue(there, missing);
    Path source = directory.resolve("broken.c");
    program = directory.resolve("broken");
    try (InputStream text = BrokenProgramsIT.class.getResourceAsStream(SOURCE)) {
      Files.write(source, text.readAllBytes());
    }
    Process compiler =
        new ProcessBuilder(
                "gcc",
                "-O1",
                "-D_FILE_OFFSET_BITS=64",
                "-I/usr/include/fuse3",
                "-Wno-unused-result",
                source.toString(),
                "-o",
                program.toString(),
                "-lfuse3")
            .redirectErrorStream(true)
            .start();
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(compiler.exitValue()).as(output).isZero();
  }

  @Test
  void program_without_a_bug_is_not_blamed() {
    assertThat(exercise("none").breaches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lost_write, STALE", "lost_entry, WRONG_LISTING", "chmod_ignored, WRONG_ATTRIBUTE"})
  void bug_is_caught_by_its_kind(String bug, Kind kind) {
    assertCaught(bug, kind);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "times_ignored, WRONG_ATTRIBUTE",
    "one_link, WRONG_ATTRIBUTE",
    "rename_lost, WRONG_NAME",
    "exchange_is_rename, WRONG_NAME",
    "truncation_ignored, WRONG_SIZE",
    "short_read, WRONG_COUNT",
    "partial_store, TORN",
    "offset_cut, MISPLACED",
    "silent_full, WRONG_SIZE",
    "xattr_cut, WRONG_XATTR",
    "hole_keeps_bytes, STALE",
  })
  void further_bug_is_caught_by_its_kind(String bug, Kind kind) {
    assertCaught(bug, kind);
  }

  private static void assertCaught(String bug, Kind kind) {
    ConformanceVerdict verdict = exercise(bug);
    assertThat(verdict.kinds()).as(verdict.toString()).contains(kind);
  }

  private static ConformanceVerdict exercise(String bug) {
    return FilesystemMount.of(Program.of(program.toString(), bug, "{backing}", "{mountpoint}"))
        .use(fs -> ConformanceExercise.on(fs, SEED));
  }
}
