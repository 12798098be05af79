package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.fusefixture.internal.control.FaultService.Report;
import org.fusefixture.internal.linux.ProcessStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of processes of the host instead of servers. */
@Timeout(30)
class RulePauseTest {
  @Test
  void paused_process_stops_and_goes_on() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      RulePause pause = new RulePause(process.pid());
      pause.pause(Report.EMPTY, Duration.ZERO);
      assertThat(state(process.pid())).isEqualTo('T');
      pause.end();
      Awaitility.await().until(() -> state(process.pid()) == 'S');
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** A zombie never stops: so the end comes before the stop for certain. */
  @Test
  void end_before_the_process_has_stopped_ends_the_waiting() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try (BufferedReader lines = parent.inputReader()) {
      long zombie = Long.parseLong(lines.readLine());
      Awaitility.await().until(() -> state(zombie) == 'Z');
      RulePause pause = new RulePause(zombie);
      CompletableFuture<Void> paused =
          CompletableFuture.runAsync(() -> pause.pause(Report.EMPTY, Duration.ZERO));
      Awaitility.await().until(() -> pause.report().isPresent());
      assertThat(paused).isNotDone();
      pause.end();
      assertThat(paused).succeedsWithin(Duration.ofSeconds(2)); // the limit of a stop is 5
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  private static char state(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return ProcessStatus.parse(Files.readString(stat, StandardCharsets.ISO_8859_1)).state();
  }
}
