package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of this machine reach every sandbox, and run there as whom they are told to. */
@Timeout(300)
class RunProgramIT {
  private static final Path BINDFS = Path.of("/usr/bin/bindfs");
  private static final String NOBODY = "65534:65534";
  private static final String WRITE =
      "echo written >{mountpoint}/file && cat {mountpoint}/file && stat -c %u:%g {mountpoint}/file";

  @TempDir Path directory;

  @BeforeAll
  static void requireBindfs() {
    assumeThat(BINDFS).as("bindfs is not installed: apt-get install bindfs").isExecutable();
  }

  @Test
  @Tag("host")
  void files_belong_to_the_user_of_the_program() {
    CommandRun run = run("bindfs -f {backing} {mountpoint}", "--program-user", NOBODY);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("written\n" + NOBODY + "\n");
  }

  @Test
  @Tag("host")
  void file_that_does_not_exist_is_named() {
    Path missing = directory.resolve("missing");
    CommandRun run = run("bindfs -f {backing} {mountpoint}", "--program-file", missing.toString());
    assertThat(run.status()).isEqualTo(ExitCodes.UNAVAILABLE);
    assertThat(run.err())
        .contains(missing + " of the program bindfs")
        .contains("does not exist on this machine")
        .doesNotContain("defect of the fixture");
  }

  @Test
  @Tag("container")
  void container_gets_the_program_and_its_libraries() {
    requireContainers();
    CommandRun run =
        run(
            "bindfs -f {backing} {mountpoint}",
            "--isolation",
            "CONTAINER",
            "--program-user",
            NOBODY);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("written\n" + NOBODY + "\n");
  }

  @Test
  @Tag("container")
  void container_gets_scripts_below_tmp_and_further_files() throws IOException {
    requireContainers();
    assertThatScriptServes("--isolation", "CONTAINER");
  }

  @Test
  @Tag("container")
  @Tag("patched")
  void guest_in_a_container_gets_scripts_below_tmp_and_further_files() throws IOException {
    RequiredKernel.requirePatched(Isolation.CONTAINER);
    assertThatScriptServes("--isolation", "CONTAINER", "--kernel", "PATCHED");
  }

  private void assertThatScriptServes(String... sandbox) throws IOException {
    Path settings = Files.writeString(directory.resolve("settings"), "exec bindfs -f \"$@\"\n");
    Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n. " + settings + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> more = new ArrayList<>(List.of(sandbox));
    more.addAll(List.of("--program-file", BINDFS.toString()));
    more.addAll(List.of("--program-file", settings.toString()));

    CommandRun run = run(script + " {backing} {mountpoint}", more.toArray(String[]::new));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("written\n0:0\n");
  }

  private static void requireContainers() {
    assumeThat(Preflight.shared().obstacle(SandboxKey.of(Isolation.CONTAINER, Kernel.HOST)))
        .as("containers")
        .isEmpty();
  }

  private static CommandRun run(String program, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--program", program));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--", "sh", "-c", WRITE));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
