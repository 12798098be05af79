package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("host")
@Timeout(120)
class AgentIT {
  private static final long LIMIT_MILLIS = 30_000;
  private static final long SIZE = 3 * 1024 * 1024 + 512;

  private static AgentProcess agent;

  @BeforeAll
  static void start() throws Exception {
    agent = AgentProcess.start();
  }

  @AfterAll
  static void stop() throws Exception {
    agent.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void written_stamps_are_found_by_every_way_of_reading(TransferMode mode) {
    ClientOnMount client =
        ClientOnMount.of(agent, MountSpec.of(TestFilesystem.class.getName(), mode));
    Stamp stamp = new Stamp(7, 1, 1);
    for (int flags : new int[] {0, OpenFlag.O_DIRECT}) {
      String path = "file-" + flags;
      int file = client.create(path, flags);
      int pages = client.pages(SIZE);
      client.stamp(pages, SIZE, stamp);
      assertThat(client.write(file, pages, SIZE)).isEqualTo(SIZE);
      client.stamp(pages, SIZE, stamp.withGeneration(2));
      client.close(file);
      assertThat(client.verify(path, stamp, false).verdict().holds()).isTrue();
      assertThat(client.verify(path, stamp, true).verdict().holds()).isTrue();
      assertThat(client.verifyStored(path, stamp).verdict().holds()).isTrue();
      assertThat(client.verifyStored(path, stamp).fileSize()).isEqualTo(SIZE);
      assertThat(client.verify(path, stamp.withFile(9), true).verdict().holds()).isFalse();
    }
    UnmountResult result = client.unmount();
    assertThat(result.clean()).as(result.toString()).isTrue();
  }

  @Test
  void visible_mount_is_where_it_was_asked_for_and_gone_afterwards() {
    String path = agent.description().root() + "/tmp/visible";
    ClientOnMount client =
        ClientOnMount.of(
            agent,
            MountSpec.of(TestFilesystem.class.getName(), TransferMode.COPY).withVisiblePath(path));
    assertThat(client.mount().mountPoint()).isEqualTo(path);
    assertThat(run("echo content > " + path + "/file && cat " + path + "/file")).isZero();
    assertThat(agent.output()).contains("content");
    assertThat(client.unmount().clean()).isTrue();
    assertThat(run("test -e " + path)).isEqualTo(1);
    assertThat(agent.call(end -> end.inventory()).mounts()).isEmpty();
  }

  private static int run(String script) {
    Command request = new Command(1, List.of("sh", "-c", script), Map.of(), "", LIMIT_MILLIS);
    return agent.call(end -> end.commands().run(request)).status();
  }
}
