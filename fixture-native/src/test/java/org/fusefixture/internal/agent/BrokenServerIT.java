package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.AgentService.Inventory;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.ServerReport;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(120)
class BrokenServerIT {
  private static final int SIZE = 64 << 10;
  private static final Stamp STAMP = new Stamp(11, 1, 1);

  private static AgentProcess agent;

  @BeforeAll
  static void start() throws Exception {
    agent = AgentProcess.start();
  }

  @AfterAll
  static void stop() throws Exception {
    agent.close();
  }

  @AfterEach
  void leaves_nothing_behind() {
    Inventory inventory = agent.call(end -> end.inventory());
    assertThat(inventory.mounts()).isEmpty();
    assertThat(inventory.servers()).isEmpty();
    assertThat(inventory.directories()).isEmpty();
    assertThat(inventory.processes()).isEmpty();
  }

  @Test
  void server_killed_is_reported_at_once_and_to_every_later_call() throws Exception {
    ClientOnMount client = mount(TestFilesystem.class);
    agent.call(end -> end.mounts().killServer(client.mount().mount(), LinuxProcesses.SIGKILL));
    AgentProcess.ServerExit exit = agent.awaitServerExit();
    assertThat(exit.exit()).isEqualTo("SIGKILL");
    ControlException failure = failureOf(() -> client.create("file", 0));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.SERVER_DIED);
    assertThat(failure).hasMessageContaining("SIGKILL");
    ServerReport report = client.report();
    assertThat(report.alive()).isFalse();
    assertThat(report.exit()).isEqualTo("SIGKILL");
    UnmountResult result = client.unmount();
    assertThat(result.clean()).isFalse();
    assertThat(result.serverExit()).isEqualTo("SIGKILL");
  }

  @Test
  void hung_write_times_out_with_the_stack_of_the_server() {
    ClientOnMount client = mount(HangingFilesystem.class, Duration.ofSeconds(1));
    int file = client.create("file", 0);
    int pages = client.pages(SIZE);
    long start = System.nanoTime();
    ControlException failure = failureOf(() -> client.write(file, pages, SIZE));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.TIMEOUT);
    assertThat(failure.error().call()).isEqualTo("pwrite(\"file\", 65536 bytes at 0)");
    assertThat(failure.error().detail()).contains("hangInWrite");
    assertThat(millis).isGreaterThanOrEqualTo(1_000L);
    ControlException later = failureOf(() -> client.create("other", 0));
    assertThat(later.error().errno()).isIn(Errno.ENOTCONN.number(), Errno.ECONNABORTED.number());
    assertThat(later).hasMessageContaining("the agent aborted the connection");
    UnmountResult result = client.unmount();
    assertThat(result.aborted()).isTrue();
    assertThat(result.clean()).isFalse();
  }

  @Test
  void stopped_server_is_told_from_a_hung_one() {
    ClientOnMount client = mount(TestFilesystem.class, Duration.ofSeconds(1));
    int server = (int) client.mount().serverPid();
    agent.call(end -> end.mounts().killServer(client.mount().mount(), LinuxProcesses.SIGSTOP));
    ControlException failure = failureOf(() -> client.create("file", 0));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.TIMEOUT);
    assertThat(failure.error().detail()).contains("process " + server + " java T");
    assertThat(client.unmount().clean()).isFalse();
  }

  @Test
  void exceptions_of_the_filesystem_are_errors_for_the_caller_and_in_the_report() {
    ClientOnMount client = mount(ThrowingFilesystem.class);
    ControlException failure =
        failureOf(() -> agent.call(end -> end.paths().stat(client.mount().mount(), "file", true)));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.ERRNO);
    assertThat(failure.error().errno()).isEqualTo(Errno.EIO.number());
    assertThat(failure.error().call()).isEqualTo("stat(\"file\")");
    assertThat(client.report().session().failures())
        .anySatisfy(thrown -> assertThat(thrown.exception()).contains("is not to my liking"));
    assertThat(client.unmount().clean()).isTrue();
  }

  @Test
  void constructor_that_throws_refuses_the_mount_with_its_cause() {
    MountSpec spec =
        MountSpec.of(TestFilesystem.class.getName(), TransferMode.COPY)
            .withOptions(Map.of("throw", "no disc in the drive"));
    ControlException failure = failureOf(() -> ClientOnMount.of(agent, spec));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.FILESYSTEM_FAILED);
    assertThat(failure)
        .hasMessageContaining("its constructor threw")
        .hasMessageContaining("no disc in the drive");
    assertThat(failure.error().detail()).contains("TestFilesystem.refuse");
  }

  @Test
  void classes_that_are_no_filesystems_are_refused_with_what_to_do() {
    Map<String, String> reasons =
        Map.of(
            "no.such.Filesystem",
            "no such class on the class path",
            String.class.getName(),
            "does not implement org.fusefixture.filesystem.FuseFilesystem",
            "org.fusefixture.filesystem.FuseFilesystem",
            "it is abstract");
    reasons.forEach(
        (name, reason) -> {
          ControlException failure =
              failureOf(() -> ClientOnMount.of(agent, MountSpec.of(name, TransferMode.COPY)));
          assertThat(failure.kind()).isEqualTo(ControlError.Kind.FILESYSTEM_FAILED);
          assertThat(failure).hasMessageContaining(name).hasMessageContaining(reason);
        });
  }

  @Test
  void late_access_is_held_until_the_pages_have_changed() {
    ClientOnMount client =
        ClientOnMount.of(
            agent,
            MountSpec.of(LateFilesystem.class.getName(), TransferMode.SPLICE)
                .withLateAccess(LateAccessPolicy.HOLD, Duration.ofSeconds(20))
                .withRequestTimeout(Duration.ofSeconds(30)));
    int file = client.create("file", 0);
    int pages = client.pages(SIZE);
    client.stamp(pages, SIZE, STAMP);
    client.write(file, pages, SIZE);
    int mapping = client.map(file, SIZE);
    client.stamp(mapping, SIZE, STAMP.withGeneration(2));
    int mount = client.mount().mount();
    boolean settled = agent.call(end -> end.mounts().awaitLateAccesses(mount, 10_000));
    assertThat(settled).isTrue();
    List<LateAccess> accesses = client.report().session().lateAccesses();
    assertThat(accesses).hasSize(1);
    assertThat(accesses.get(0).stack()).contains("LateFilesystem.write");
    client.close(file);
    assertThat(client.unmount().clean()).isTrue();
  }

  @Test
  void hang_of_a_command_is_ended_by_the_watchdog() {
    ClientOnMount client = mount(HangingFilesystem.class, Duration.ofSeconds(1));
    var run =
        new Command(
            1,
            List.of("sh", "-c", "echo hello > " + client.mount().mountPoint() + "/file"),
            Map.of(),
            null,
            60_000);
    var result = agent.call(end -> end.commands().run(run));
    assertThat(result.timedOut()).isFalse();
    assertThat(result.status()).isNotZero();
    ServerReport report = client.report();
    assertThat(report.aborts()).hasSize(1);
    assertThat(report.aborts().get(0).reason()).contains("watchdog").contains("WRITE");
    assertThat(report.aborts().get(0).stacks()).contains("hangInWrite");
    assertThat(client.unmount().aborted()).isTrue();
  }

  private static ClientOnMount mount(Class<?> filesystem) {
    return mount(filesystem, Duration.ofSeconds(10));
  }

  private static ClientOnMount mount(Class<?> filesystem, Duration requestTimeout) {
    return ClientOnMount.of(
        agent,
        MountSpec.of(filesystem.getName(), TransferMode.SPLICE).withRequestTimeout(requestTimeout));
  }

  private static ControlException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(ControlException.class, call);
  }
}
