package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.sandbox.AgentSandbox.AgentConnection;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A filesystem can be mounted with each of the rights that are tried. Privileged containers are
 * left to the tests of the sandbox, as an engine may refuse them.
 */
@Tag("container")
@Timeout(180)
class RightsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LogTail log = new LogTail();

  @ParameterizedTest
  @EnumSource(
      value = Rights.class,
      names = {"HELD", "MOUNT"})
  void containerThatIsNotPrivileged_mountsAndUnmounts(Rights rights) throws Exception {
    SandboxContainer started =
        ContainerSandboxProvider.start(Engine.find(), rights, Optional.empty(), log);
    try (AgentConnection connection =
        new AgentConnection(started.fromAgent(), started.toAgent(), log)) {
      AgentService.Description agent = connection.hello(LIMIT);
      assertThat(agent.pid()).isEqualTo(1);
      assertThat(agent.capSysAdmin()).isTrue();

      MountSpec spec = MountSpec.of(NotesFileSystem.class.getName(), TransferMode.SPLICE);
      MountDescription mount =
          connection.channel().call("mount", LIMIT, service -> service.mounts().mount(spec));
      UnmountResult unmounted =
          connection
              .channel()
              .call("unmount", LIMIT, service -> service.mounts().unmount(mount.mount()));

      assertThat(unmounted.clean()).as("%s%n%s", unmounted, log.text()).isTrue();
    } finally {
      started.end();
    }
  }
}
