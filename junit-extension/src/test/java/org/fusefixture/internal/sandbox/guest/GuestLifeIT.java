package org.fusefixture.internal.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.kernel.PatchedKernelProgram;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.ProcessMark;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.host.RuntimeDirectory;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However a guest ends, it says why and leaves no process. */
@Tag("patched")
@Timeout(240)
class GuestLifeIT {
  private static final SandboxKey KEY = SandboxKey.of(Isolation.PROCESS, Kernel.PATCHED);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** On the command line of every process that belongs to the guest. */
  private final ProcessMark mark = ProcessMark.inCommandLine("mark=" + UUID.randomUUID());

  private final LogTail log = new LogTail();

  @AfterEach
  void nothingIsLeft() {
    mark.expectNoProcess(LIMIT);
  }

  @Test
  void kernelThatEndsAtOnce_isToldWithItsConsole(@TempDir Path directory) throws IOException {
    Path kernel = directory.resolve("linux");
    Files.writeString(kernel, "#!/bin/sh\necho no such luck >&2\nexit 3\n");
    Files.setPosixFilePermissions(kernel, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> start(new PatchedKernelProgram(kernel), "1G", Duration.ZERO))
        .withMessageContaining("did not boot: it ended before it was ready")
        .withMessageContaining("no such luck");
  }

  @Test
  void initThatIsNotThere_isToldWithThePanic(@TempDir Path directory) throws IOException {
    Path kernel = directory.resolve("linux");
    Files.copy(GuestObstacles.requireKernel().program(), kernel);
    Files.setPosixFilePermissions(kernel, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> start(new PatchedKernelProgram(kernel), "1G", Duration.ZERO))
        .withMessageContaining("did not boot")
        .withMessageContaining("Kernel panic")
        .withMessageContaining(directory.resolve("guest-init").toString());
  }

  @Test
  void guestThatPanicsWhileAMountIsBusy_isDeadAndItsLastWordsAreKept() {
    try (Sandbox sandbox = start(GuestObstacles.requireKernel(), "512M", Duration.ZERO)) {
      MountSpec spec = MountSpec.of(NotesFileSystem.class.getName(), TransferMode.SPLICE);
      MountDescription mount =
          sandbox.control().call("mount", LIMIT, agent -> agent.mounts().mount(spec));
      run(sandbox, 1, "while :; do echo busy >" + mount.mountPoint() + "/note; done");

      // No SysRq in this kernel: it is told to panic for lack of memory, and then gets that.
      run(
          sandbox,
          2,
          """
          echo 1 >/proc/sys/vm/panic_on_oom
          mount -o remount,size=200% /dev/shm
          exec cat /dev/zero >/dev/shm/all
          """);

      await().atMost(LIMIT).until(() -> !sandbox.alive());
      await().atMost(LIMIT).until(sandbox::logTail, text -> text.contains("Kernel panic"));
      mark.expectNoProcess(LIMIT); // even before anybody closed it
    }
  }

  @Test
  void guestThatOutlivesItsLimit_isKilledAndSaysSo() {
    Duration limit = Duration.ofSeconds(5);
    PatchedKernelProgram kernel = GuestObstacles.requireKernel();
    GuestOptions options = GuestOptions.of("512M", limit).withKernelArguments(List.of(mark.text()));

    AgentTransport guest =
        GuestSandboxProvider.boot(kernel.bootCommand(options, List.of("cat")), log);

    await().atMost(LIMIT).until(() -> !guest.alive());
    await()
        .atMost(LIMIT)
        .until(log::text, text -> text.contains("killed after 5 s, the limit of its time"));
  }

  @Test
  void guest_runsOnOneCpu() {
    try (Sandbox sandbox = start(GuestObstacles.requireKernel(), "1G", Duration.ZERO)) {
      assertThat(sandbox.alive()).isTrue();
      assertThat(mark.processes("Cpus_allowed_list:"))
          .filteredOn(line -> line.startsWith("linux "))
          .isNotEmpty()
          .allMatch(line -> line.matches("linux [0-9]+"));
    }
  }

  /** Without waiting for its end. */
  private static void run(Sandbox sandbox, int number, String script) {
    sandbox
        .agent()
        .commands()
        .run(new Command(number, List.of("sh", "-c", script), Map.of(), "", LIMIT.toMillis()));
  }

  private Sandbox start(PatchedKernelProgram kernel, String memory, Duration limit) {
    String root = RuntimeDirectory.make().toString();
    GuestOptions options =
        GuestOptions.of(memory, limit)
            .withKernelArguments(List.of("FUSE_FIXTURE_DIR=" + root, mark.text()));
    GuestCommand agent =
        GuestCommand.of(
            AgentCommand.of(
                AgentCommand.currentJava(),
                AgentClasses.archived(ClassPath.current().toString()),
                root));
    AgentTransport guest =
        GuestSandboxProvider.boot(kernel.bootCommand(options, agent.reader()), log);
    return SerialLine.awaitAgent(KEY, guest, log, agent);
  }
}
