package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.comparison.WorkloadSpec.Operation;
import org.fusefixture.comparison.WorkloadSpec.Pattern;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.WorkloadService.Round;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.trace.TraceEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("host")
@Timeout(120)
class WorkloadIT {
  private static final int BLOCK = 128 << 10;
  private static final long FILE = 4 << 20;
  private static final long OPERATIONS = 100;
  private static final long LIMIT_MILLIS = 60_000;
  private static final WorkloadSpec DIRECT_WRITES =
      new WorkloadSpec(Operation.WRITE, Pattern.SEQUENTIAL, true, BLOCK, FILE, 2);

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
  void direct_writes_are_counted_in_their_mode_and_leave_nothing(TransferMode mode) {
    ClientOnMount client = mount(TestFilesystem.class, mode);
    RoundReport report = round(client, DIRECT_WRITES);
    assertThat(report.operations()).isEqualTo(2 * OPERATIONS);
    assertThat(report.bytes()).isEqualTo(2 * OPERATIONS * BLOCK);
    assertThat(report.nanos()).isPositive();
    assertThat(report.clientCpuNanos()).isPositive();
    assertThat(report.serverCpuNanos()).isPositive();
    assertThat(report.latencies()).isNotEmpty();
    assertThat(report.transfers().bytesWritten()).isEqualTo(report.bytes());
    assertThat(report.transfers().writesInPipe() > 0).isEqualTo(mode == TransferMode.SPLICE);
    assertThat(report.transfers().writesInMemory() > 0).isEqualTo(mode == TransferMode.COPY);
    agent.call(end -> end.workloads().remove(client.mount().mount(), DIRECT_WRITES));
    assertThat(client.unmount().clean()).isTrue();
  }

  @Test
  void measured_mount_is_traced_only_when_asked_for() {
    ClientOnMount client =
        ClientOnMount.of(
            agent,
            MountSpec.of(TestFilesystem.class.getName(), TransferMode.COPY).withMeasured(true));
    int mount = client.mount().mount();
    round(client, DIRECT_WRITES);
    assertThat(requests(mount)).isZero();
    agent.call(end -> end.trace().enable(mount, true));
    round(client, DIRECT_WRITES);
    assertThat(requests(mount)).isPositive();
    assertThat(client.unmount().clean()).isTrue();
  }

  private static long requests(int mount) {
    return agent.call(end -> end.trace().trace(mount, 100)).events().stream()
        .filter(event -> event.kind() == TraceEvent.Kind.REQUEST)
        .count();
  }

  @Test
  void random_buffered_reads_reach_the_server() {
    ClientOnMount client = mount(TestFilesystem.class, TransferMode.SPLICE);
    RoundReport report =
        round(
            client,
            DIRECT_WRITES
                .withDirect(false)
                .withOperation(Operation.READ)
                .withPattern(Pattern.RANDOM));
    assertThat(report.transfers().reads()).isPositive();
    assertThat(client.unmount().clean()).isTrue();
  }

  @Test
  void round_without_calls_tells_what_a_round_takes() {
    ClientOnMount client = mount(TestFilesystem.class, TransferMode.COPY);
    RoundReport report =
        agent.call(
            end ->
                end.workloads()
                    .run(new Round(client.mount().mount(), DIRECT_WRITES, 0, 1, 1, LIMIT_MILLIS)));
    assertThat(report.bytes()).isZero();
    assertThat(report.transfers().bytesWritten()).isZero();
    assertThat(client.unmount().clean()).isTrue();
  }

  @Test
  void call_that_fails_is_named_with_its_place_and_number() {
    ClientOnMount client = mount(FullFilesystem.class, TransferMode.SPLICE);
    ControlException failure =
        catchThrowableOfType(
            ControlException.class, () -> round(client, DIRECT_WRITES.withThreads(1)));
    assertThat(failure.error().errno()).isEqualTo(Errno.ENOSPC.number());
    assertThat(failure)
        .hasMessageContaining("pwrite(\"fuse-fixture-workload-0\", 131072 bytes at 1048576)")
        .hasMessageContaining("call 9 of 100 of thread 0");
    assertThat(client.unmount().clean()).isTrue();
  }

  private static ClientOnMount mount(Class<?> filesystem, TransferMode mode) {
    return ClientOnMount.of(agent, MountSpec.of(filesystem.getName(), mode));
  }

  private static RoundReport round(ClientOnMount client, WorkloadSpec workload) {
    return agent.call(
        end ->
            end.workloads()
                .run(new Round(client.mount().mount(), workload, OPERATIONS, 1, 1, LIMIT_MILLIS)));
  }
}
