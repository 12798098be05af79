package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands on user pages, and on what only looks like them. */
@Tag("patched")
@Timeout(180)
class RunPatchedIT {
  private static final String DIRECT_WRITE =
      "dd if=/dev/zero of={mountpoint}/file bs=64k count=4 oflag=direct status=none"
          + " && cat /sys/fs/fuse/connections/*/user_pages_referenced";

  @BeforeAll
  static void requirePatchedKernel() {
    RequiredKernel.requirePatched();
  }

  @Test
  void command_gets_a_mount_that_lends_its_pages() {
    CommandRun run = run();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().trim()).isEqualTo("64");
  }

  @Test
  void bit_that_means_something_else_is_refused_with_the_reason() {
    CommandRun run = run("--kernel-parameter", "fuse.offer_user_pages_flag_only=1");
    assertThat(run.status()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(run.err()).contains("the kernel means something else by the bit");
    assertThat(run.out()).as("output of a command that must not have run").isEmpty();
  }

  @Test
  void server_that_drops_its_privilege_is_refused_with_the_reason() {
    CommandRun run = run("--drop-sys-admin");
    assertThat(run.status()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(run.err()).contains("the server had no CAP_SYS_ADMIN at INIT");
  }

  @Test
  void mount_that_is_not_attested_is_had_all_the_same() {
    CommandRun run = run("--drop-sys-admin", "--unattested");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().trim()).isEqualTo("0");
  }

  private static CommandRun run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--kernel",
                "patched",
                "--filesystem",
                "memory",
                "--mode",
                "SPLICE_USER_PAGES"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--", "sh", "-c", DIRECT_WRITE));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
