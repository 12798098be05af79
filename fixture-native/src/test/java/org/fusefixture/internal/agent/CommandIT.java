package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.control.CommandService.Ended;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(120)
class CommandIT {
  private static AgentProcess agent;

  @BeforeAll
  static void start() throws Exception {
    agent = AgentProcess.start();
  }

  @AfterAll
  static void stop() throws Exception {
    agent.close();
  }

  @Test
  void all_output_arrives_before_the_result() {
    Ended result = run(60_000, "seq -w 1000000; echo last >&2; exit 3");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.timedOut()).isFalse();
    assertThat(agent.output()).contains("0000001\n").contains("1000000\n").contains("last\n");
    assertThat(agent.output().replaceAll("last\n", "")).hasSizeGreaterThanOrEqualTo(8 * 1_000_000);
  }

  @Test
  void command_beyond_its_limit_is_killed_with_its_whole_session() {
    Ended result = run(500, "sleep 1000 & sleep 1000");
    assertThat(result.timedOut()).isTrue();
    assertThat(result.status()).isEqualTo(128 + 9);
    assertNoProcesses();
  }

  @Test
  void background_processes_and_orphans_do_not_outlive_the_command() {
    Ended result = run(60_000, "(sleep 1000 &) ; (true &) ; sleep 1000 & exit 0");
    assertThat(result.status()).isZero();
    assertNoProcesses();
  }

  @Test
  void program_that_is_not_there_is_refused_by_name() {
    Command request = new Command(9, List.of("no-such-program"), Map.of(), "", 1_000);
    ControlException failure =
        catchThrowableOfType(
            ControlException.class, () -> agent.call(end -> end.commands().run(request)));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.BAD_REQUEST);
    assertThat(failure).hasMessageContaining("no-such-program");
  }

  private static Ended run(long limitMillis, String script) {
    Command request = new Command(1, List.of("sh", "-c", script), Map.of(), "", limitMillis);
    return agent.call(end -> end.commands().run(request));
  }

  /** Not even zombies. */
  private static void assertNoProcesses() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(agent.call(end -> end.inventory()).processes()).isEmpty());
  }
}
