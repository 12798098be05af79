package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.internal.sandbox.guest.GuestCommand;
import org.fusefixture.internal.sandbox.guest.GuestObstacles;
import org.fusefixture.internal.sandbox.guest.SerialLine;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guest in a container has the kernel's rights inside, and none outside. */
@Tag("container")
@Tag("patched")
@Timeout(400)
class GuestContainerIT {
  private static final SandboxKey KEY = SandboxKey.of(Isolation.CONTAINER, Kernel.PATCHED);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("container ([0-9a-f]{12})");

  /** As Docker's profile on kernels before 4.8: ptrace(2) fails with EPERM. */
  private static final String NO_PTRACE =
      "seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":"
          + "[{\"names\":[\"ptrace\"],\"action\":\"SCMP_ACT_ERRNO\"}]}";

  @Test
  void containerIsUnprivileged_andItsGuestLendsUserPages() throws Exception {
    try (Sandboxes sandboxes = Sandboxes.separate()) {
      Sandbox sandbox = sandboxes.open(KEY);
      Matcher id = ID.matcher(sandbox.description());
      assertThat(id.find()).as(sandbox.description()).isTrue();
      InspectContainerResponse container =
          Engine.shared().client().inspectContainerCmd(id.group(1)).exec();

      HostConfig host = container.getHostConfig();
      assertThat(host.getPrivileged()).isFalse();
      assertThat(host.getCapAdd()).isNullOrEmpty();
      assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
      assertThat(host.getDevices()).isNullOrEmpty();
      assertThat(host.getDeviceCgroupRules()).isNullOrEmpty();
      assertThat(host.getBinds()).isNullOrEmpty();
      assertThat(host.getPidMode()).isNullOrEmpty();
      assertThat(host.getSecurityOpts())
          .containsExactly("no-new-privileges"); // and so the engine's own seccomp profile

      assertThat(attest(sandbox, false).direct()).isEqualTo(PageTransfer.ALIASED);
      assertThat(attest(sandbox, true).direct()).isEqualTo(PageTransfer.COPIED);
    }
  }

  @Test
  void withoutPtrace_theReasonIsTold() throws Exception {
    LogTail log = new LogTail();
    GuestCommand agent = GuestContainerProvider.agent();
    AgentTransport guest =
        GuestContainerProvider.boot(
            Engine.shared(),
            GuestObstacles.requireKernel(),
            GuestOptions.of("1G", Duration.ofMinutes(2)),
            agent,
            List.of(NO_PTRACE),
            log);

    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> SerialLine.awaitAgent(KEY, guest, log, agent))
        .withMessageContaining("did not boot")
        .withMessageContaining("ptrace(2), by which it runs its processes, is refused here");
  }

  private static Attestation attest(Sandbox sandbox, boolean dropSysAdmin) {
    return sandbox
        .control()
        .call(
            "attest",
            LIMIT,
            agent -> agent.mounts().attest(TransferMode.SPLICE_USER_PAGES, dropSysAdmin));
  }
}
