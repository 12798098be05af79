package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.AgentService.Inventory;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.control.CommandService.Ended;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(300)
class MountCyclesIT {
  /** More than the slack, so that one thing left behind by each cycle is noticed. */
  private static final int CYCLES = 16;

  private static final int SIZE = 64 << 10;

  /** Idle pool threads and the descriptors of the spare server come and go. */
  private static final int SLACK = 12;

  @Test
  void mounting_again_and_again_leaves_no_descriptor_thread_mount_or_file() throws Exception {
    try (AgentProcess agent = AgentProcess.start()) {
      cycle(agent, 0);
      Inventory before = agent.call(end -> end.inventory());
      for (int i = 1; i <= CYCLES; i++) {
        cycle(agent, i);
      }
      Inventory after = agent.call(end -> end.inventory());
      assertThat(after.mounts()).isEmpty();
      assertThat(after.clientFiles()).isEmpty();
      assertThat(after.servers()).isEmpty();
      assertThat(after.directories()).isEmpty();
      assertThat(after.processes()).isEmpty();
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + SLACK);
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + SLACK);
      assertThat(temporaryFiles(agent)).as("files in tmp/").isLessThan(SLACK);
    }
  }

  private static void cycle(AgentProcess agent, int number) {
    TransferMode mode = number % 2 == 0 ? TransferMode.COPY : TransferMode.SPLICE;
    ClientOnMount client =
        ClientOnMount.of(agent, MountSpec.of(TestFilesystem.class.getName(), mode));
    Stamp stamp = new Stamp(1, 1, number);
    int file = client.create("file", 0);
    int pages = client.pages(SIZE);
    client.stamp(pages, SIZE, stamp);
    client.write(file, pages, SIZE);
    agent.call(end -> end.pages().munmap(pages));
    assertThat(client.verify("file", stamp, true).verdict().holds()).isTrue();
    UnmountResult result = client.unmount(); // closes the file
    assertThat(result.clean()).as("cycle %d: %s", number, result).isTrue();
  }

  private static long temporaryFiles(AgentProcess agent) {
    String directory = agent.description().root() + "/tmp";
    Ended result =
        agent.call(
            end ->
                end.commands()
                    .run(new Command(1, List.of("ls", "-A", directory), Map.of(), "", 10_000)));
    assertThat(result.status()).isZero();
    return agent.output().lines().count();
  }
}
