package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.mount.FuseControl;
import org.fusefixture.mount.MountSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(120)
class AgentEndIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void end_of_input_ends_every_process_and_mount() throws Exception {
    try (AgentProcess agent = AgentProcess.start()) {
      ClientOnMount client = mount(agent, HangingFilesystem.class);
      int file = client.create("file", 0);
      int pages = client.pages(4096);
      agent.send(end -> end.files().pwrite(new Transfer(file, pages, 0, 4096, 0)));
      awaitEnd(agent, client, agent::endInput);
    }
  }

  @Test
  void kill_of_the_agent_ends_every_process_and_mount() throws Exception {
    try (AgentProcess agent = AgentProcess.start()) {
      ClientOnMount client = mount(agent, TestFilesystem.class);
      client.create("file", 0);
      awaitEnd(agent, client, agent.process()::destroyForcibly);
    }
  }

  private static ClientOnMount mount(AgentProcess agent, Class<?> filesystem) {
    return ClientOnMount.of(
        agent,
        MountSpec.of(filesystem.getName(), TransferMode.SPLICE)
            .withRequestTimeout(Duration.ofSeconds(60)));
  }

  /** The PID namespace is gone when no process has it. */
  private static void awaitEnd(AgentProcess agent, ClientOnMount client, Runnable end)
      throws Exception {
    List<ProcessHandle> processes = agent.descendants();
    assertThat(processes).as("agent, server and spare server").hasSizeGreaterThanOrEqualTo(3);
    Path namespace =
        Files.readSymbolicLink(
            Path.of("/proc", Long.toString(processes.get(0).pid()), "ns", "pid"));
    int connection = client.mount().connection();
    try (FuseControl control = FuseControl.open()) {
      assertThat(control.connections()).contains(connection);
      end.run();
      Awaitility.await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(processes).noneMatch(ProcessHandle::isAlive);
                assertThat(processesIn(namespace)).isZero();
                assertThat(control.connections()).doesNotContain(connection);
              });
    }
  }

  private static long processesIn(Path namespace) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              try {
                return Files.readSymbolicLink(
                        Path.of("/proc", Long.toString(process.pid()), "ns", "pid"))
                    .equals(namespace);
              } catch (java.io.IOException e) {
                return false;
              }
            })
        .count();
  }
}
