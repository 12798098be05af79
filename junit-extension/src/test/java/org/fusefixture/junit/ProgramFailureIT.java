package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.fusefixture.mount.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that do not do what they should: each is told in time, and nothing is left of it. */
@Tag("host")
@Timeout(180)
class ProgramFailureIT {

  @BeforeAll
  static void find() {
    Programs.require("bindfs");
  }

  @Test
  void program_that_is_not_there() {
    assertRefused(Program.of("no-such-filesystem", "{mountpoint}"))
        .hasMessageContaining("there is no program \"no-such-filesystem\" on PATH in the sandbox");
  }

  @Test
  void program_that_ends_at_once_is_told_with_its_output() {
    assertRefused(Program.of("bindfs", "-f", "/no/such/directory", "{mountpoint}"))
        .hasMessageContaining("ended with status 1 before it asked to be mounted")
        .hasStackTraceContaining("Failed to resolve source directory");
  }

  @Test
  void program_that_never_mounts_is_told_with_its_stacks() {
    Program waiting =
        Program.of("sh", "-c", "exec sleep 100", "{mountpoint}")
            .withStartLimit(Duration.ofMillis(500));
    assertRefused(waiting)
        .hasMessageContaining("did not ask fusermount3 for a mount within 500 ms")
        .hasMessageContaining("\"sleep\"");
  }

  @Test
  void program_that_mounts_elsewhere_is_refused() {
    assertRefused(Program.of("sh", "-c", "exec bindfs -f / {backing}", "{mountpoint}"))
        .hasMessageContaining("asked to be mounted on")
        .hasMessageContaining("instead of");
  }

  @Test
  void program_in_the_background_and_one_that_prints_megabytes_are_served() {
    Program loud =
        Program.of(
            "sh",
            "-c",
            "head -c 5000000 /dev/zero | tr '\\0' x; bindfs {backing} {mountpoint}",
            "{mountpoint}");
    String text =
        FilesystemMount.of(loud)
            .use(
                fs -> {
                  fs.client().writeText("file", "text");
                  return fs.client().readText("file");
                });
    assertThat(text).isEqualTo("text");
  }

  @Test
  void program_that_ignores_the_end_is_killed() {
    Program stubborn =
        Program.of(
                "sh",
                "-c",
                "trap '' TERM; bindfs -f {backing} {mountpoint}; while :; do sleep 1; done",
                "{mountpoint}")
            .withStopLimit(Duration.ofMillis(300));
    List<String> names = FilesystemMount.of(stubborn).use(fs -> fs.client().names(""));
    assertThat(names).isEmpty();
  }

  @Test
  void twenty_mounts_in_a_row_and_five_kills_leave_nothing_behind() {
    Program bindfs = Program.of("bindfs", "-f", "{backing}", "{mountpoint}");
    for (int round = 0; round < 20; round++) {
      int number = round;
      FilesystemMount.of(bindfs)
          .use(
              fs -> {
                fs.client().writeText("file", "text");
                if (number % 4 == 0) {
                  fs.server().kill();
                }
                return number;
              });
    }
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Program program) {
    return assertThatThrownBy(() -> FilesystemMount.of(program).use(MountedFilesystem::mountPoint))
        .isInstanceOf(MountFailedException.class);
  }
}
