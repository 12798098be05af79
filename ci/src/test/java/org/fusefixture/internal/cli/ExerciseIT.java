package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("host")
@Timeout(300)
class ExerciseIT {
  private static final String BINDFS = "bindfs -f {backing} {mountpoint}";

  @Test
  void right_filesystem_passes_and_says_what_does_not_apply() {
    CommandRun run = CommandRun.of("exercise", "--filesystem", "memory", "--seed", "3");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("passed rename\n", "passed the whole session\n", "not-applicable full: ")
        .contains(" 0 failed, ", "0 not-run; seed 3")
        .doesNotContain("not looked at");
  }

  @Test
  void broken_filesystem_fails_the_check_of_its_bug_and_the_report_shows_it(@TempDir Path directory)
      throws IOException {
    CommandRun run =
        CommandRun.of(
            "exercise",
            "--filesystem",
            "org.fusefixture.internal.gallery.NameBugs$OldPathFileSystem",
            "--report",
            directory.toString());
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCodes.REFUTED);
    assertThat(run.out()).contains("failed write after rename\n", "\n    STALE: ");
    assertThat(Files.readString(directory.resolve("index.html"))).contains("write after rename");
    assertThat(Files.readString(directory.resolve("report.json"))).contains("STALE");
  }

  /** What is written to a mapping of a file that is open with O_APPEND lands behind its end. */
  @Test
  void bindfs_has_exactly_the_finding_that_the_documentation_shows() {
    requireProgram("bindfs");
    CommandRun run = CommandRun.of("exercise", "--program", BINDFS, "--json");
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCodes.REFUTED);
    JsonObject found = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(checks(found, "failed")).as(run.out()).containsExactly("appending");
    assertThat(checks(found, "not-applicable"))
        .as(run.out())
        .contains("rename over a file")
        .doesNotContain("appending");
    assertThat(found.getAsJsonArray("notLookedAt").toString())
        .contains("what is stored", "the program keeps its data to itself");
  }

  @Test
  void program_that_dies_fails_its_check_with_its_last_words_and_the_others_run_anew(
      @TempDir Path directory) {
    requireProgram("bindfs");
    CommandRun run =
        CommandRun.of(
            "exercise",
            "--program",
            "sh -c '(mkdir "
                + directory
                + "/once && until ls {backing} | grep -q .; do :; done"
                + " && echo last words >&2 && kill -9 $$) & exec "
                + BINDFS
                + "'");
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCodes.REFUTED);
    assertThat(run.out())
        .contains("the server died: ", "last words", "passed the whole session", " 0 not-run");
  }

  /** rclone sends an invalidation before its reply, which the kernel holds back until the reply. */
  @Test
  void rclone_is_not_stopped_by_its_own_notifications() {
    requireProgram("rclone");
    CommandRun run =
        CommandRun.of(
            "exercise",
            "--program",
            "rclone mount --vfs-cache-mode full --cache-dir {backing}/cache --config /dev/null"
                + " {backing}/files {mountpoint}");
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCodes.REFUTED);
    assertThat(run.out()).doesNotContain("NO_REPLY");
  }

  @Test
  void filesystem_that_cannot_be_mounted_is_unavailable() {
    CommandRun run = CommandRun.of("exercise", "--program", "false {mountpoint}");
    assertThat(run.status()).as(run.out()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(run.err()).contains("ended with status 1").doesNotContain("defect");
    CommandRun other = CommandRun.of("exercise", "--filesystem", "java.lang.String");
    assertThat(other.status()).as(other.out()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(other.err()).contains("java.lang.String does not implement");
  }

  private static List<String> checks(JsonObject found, String outcome) {
    List<String> names = new ArrayList<>();
    found
        .getAsJsonArray("checks")
        .forEach(
            check -> {
              if (check.getAsJsonObject().get("outcome").getAsString().equals(outcome)) {
                names.add(check.getAsJsonObject().get("check").getAsString());
              }
            });
    return names;
  }

  static void requireProgram(String program) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))),
        program + " is not installed: apt-get install " + program);
  }
}
