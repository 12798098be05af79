package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void missing_command_is_named_with_the_usage() {
    CommandRun run = CommandRun.of();
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("a command is missing", "doctor", "attest", "run", "kernel");
  }

  @Test
  void missing_subcommand_of_kernel_is_named() {
    CommandRun run = CommandRun.of("kernel");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("build, path or info");
  }

  @Test
  void unknown_mode_is_refused_with_those_that_exist() {
    CommandRun run = CommandRun.of("attest", "--mode", "TELEPATHY");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("TELEPATHY", "COPY, SPLICE, SPLICE_USER_PAGES");
  }

  @Test
  void run_without_a_command_is_refused() {
    CommandRun run = CommandRun.of("run", "--filesystem", "memory", "--mode", "COPY");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("COMMAND");
  }

  @Test
  void run_with_limits_out_of_range_names_them() {
    CommandRun run =
        CommandRun.of(
            "run", "--filesystem", "memory", "--mode", "COPY", "--threads", "0", "--", "true");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("--threads (0) must be from 1 to 64");
  }

  @Test
  void kernel_parameter_of_the_host_is_refused() {
    CommandRun run = CommandRun.of("attest", "--kernel-parameter", "fuse.force_user_pages=1");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("give --kernel patched as well");
  }

  @Test
  void unknown_kernel_parameter_is_refused_with_those_that_exist() {
    CommandRun run =
        CommandRun.of("attest", "--kernel", "patched", "--kernel-parameter", "fuse.magic=1");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("fuse.magic=1", "fuse.refuse_late_access=1");
  }

  @Test
  void compare_with_one_mode_twice_is_refused() {
    CommandRun run = compare("SPLICE,SPLICE", "write,direct");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("--modes (SPLICE,SPLICE) must name two different modes");
  }

  @Test
  void compare_with_an_unaligned_direct_workload_is_refused() {
    CommandRun run = compare("COPY,SPLICE", "write,direct,block=1000");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("1000 bytes", "multiple of 4096");
  }

  @Test
  void compare_with_an_unknown_word_names_it() {
    CommandRun run = compare("COPY,SPLICE", "write,backwards");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("\"backwards\" is not known", "random", "threads=N");
  }

  @Test
  void exercise_of_nothing_says_what_can_be_named() {
    CommandRun run = CommandRun.of("exercise");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("give either --filesystem or --program");
  }

  @Test
  void exercise_of_a_program_in_another_mode_is_refused() {
    CommandRun run =
        CommandRun.of(
            "exercise", "--program", "bindfs -f {backing} {mountpoint}", "--mode", "SPLICE");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("SPLICE", "COPY");
  }

  @Test
  void exercise_without_time_is_refused() {
    CommandRun run = CommandRun.of("exercise", "--filesystem", "memory", "--request-timeout", "0");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("--request-timeout (0) must be at least 1");
  }

  @Test
  void trace_of_an_unknown_operation_names_those_that_exist() {
    CommandRun run =
        CommandRun.of("trace", "--filesystem", "memory", "--operation", "JUGGLE", "--", "true");
    assertThat(run.status()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("JUGGLE", "WRITE", "READDIRPLUS");
  }

  private static CommandRun compare(String modes, String workload) {
    return CommandRun.of(
        "compare", "--filesystem", "discard", "--modes", modes, "--workload", workload);
  }
}
