package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("host")
@Timeout(180)
class RunIT {
  @Test
  void output_and_status_of_the_command_are_passed_on() {
    CommandRun run =
        run("memory", "SPLICE", "cd {mountpoint} && echo written >file && cat file && exit 7");
    assertThat(run.out()).isEqualTo("written\n");
    assertThat(run.status()).as(run.err()).isEqualTo(7);
  }

  @Test
  void command_killed_by_a_signal_gives_128_and_its_number() {
    assertThat(run("memory", "COPY", "kill -9 $$").status()).isEqualTo(137);
  }

  @Test
  void mirror_changes_the_directory_itself(@TempDir Path directory) throws IOException {
    CommandRun run = run("mirror=" + directory, "SPLICE", "echo written >{mountpoint}/file");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(directory.resolve("file")).hasContent("written\n");
  }

  @Test
  void faulty_directory_keeps_what_a_clean_end_writes_back(@TempDir Path directory) {
    CommandRun run = run("faulty=" + directory, "SPLICE", "echo written >{mountpoint}/file");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(directory.resolve("file")).hasContent("written\n");
  }

  @Test
  void faulty_directory_keeps_what_was_synced_before_the_power_was_cut(@TempDir Path directory)
      throws IOException {
    CommandRun run =
        CommandRun.of(
            "run",
            "--filesystem",
            "faulty=" + directory,
            "--mode",
            "SPLICE",
            "--fault",
            "on: FSYNC, nth: 2, lose-unsynced: CUT",
            "--",
            "sh",
            "-c",
            "cd {mountpoint}; echo one >a; sync a; echo two >>a; echo three >b; sync b || echo"
                + " failed");
    assertThat(run.out()).as(run.err()).isEqualTo("failed\n");
    assertThat(directory.resolve("a")).hasContent("one\n");
    assertThat(directory.resolve("b")).doesNotExist();
  }

  @Test
  void mount_is_gone_afterwards() throws IOException {
    CommandRun run = run("memory", "COPY", "grep -c ' fuse.memory ' /proc/self/mountinfo || :");
    assertThat(run.out().trim()).as("mounts seen by the command").isEqualTo("1");
    assertThat(Files.readAllLines(Path.of("/proc/self/mountinfo")))
        .noneMatch(line -> line.contains("/run/fuse-fixture/mnt/"));
  }

  @Test
  void command_that_is_not_there_is_named() {
    CommandRun run =
        CommandRun.of(
            "run", "--filesystem", "memory", "--mode", "COPY", "--", "no-such-command-anywhere");
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("no-such-command-anywhere");
  }

  @Test
  void class_that_is_no_filesystem_is_named() {
    CommandRun run = run("java.lang.String", "COPY", "true");
    assertThat(run.status()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(run.err()).contains("java.lang.String").doesNotContain("defect of the fixture");
  }

  @Test
  void mode_that_the_host_cannot_give_is_refused_with_the_reason() {
    CommandRun run = run("memory", "SPLICE_USER_PAGES", "true");
    assertThat(run.status()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(run.err()).contains("bit 43");
  }

  @Test
  void command_that_takes_too_long_is_ended() {
    CommandRun run =
        CommandRun.of(
            "run",
            "--filesystem",
            "memory",
            "--mode",
            "COPY",
            "--timeout",
            "1",
            "--",
            "sleep",
            "60");
    assertThat(run.status()).isEqualTo(ExitCodes.TIMED_OUT);
    assertThat(run.err()).contains("ended after 1 s");
  }

  private static CommandRun run(String filesystem, String mode, String script) {
    return CommandRun.of(
        "run", "--filesystem", filesystem, "--mode", mode, "--", "sh", "-c", script);
  }
}
