package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(180)
class TraceIT {
  @Test
  void write_of_echo_is_printed_once_with_its_path_and_reply() {
    CommandRun run = trace("echo hello >{mountpoint}/file; exit 7");
    assertThat(run.status()).as(run.err()).isEqualTo(7);
    assertThat(run.out())
        .containsPattern("\\d\\.\\d{6} CREATE\\(/file, .*\\) = node \\d+ <")
        .containsOnlyOnce("WRITE(/file, fh ")
        .containsPattern("WRITE\\(/file, fh \\d+, 6 bytes at 0\\) = 6 <");
    assertThat(run.out().indexOf("CREATE(")).isLessThan(run.out().indexOf("WRITE("));
  }

  @Test
  void only_the_asked_operations_and_paths_are_printed() {
    CommandRun run =
        CommandRun.of(
            "trace",
            "--program",
            requireBindfs(),
            "--operation",
            "write,lookup",
            "--path",
            "/d/*",
            "--json",
            "--",
            "sh",
            "-c",
            "cd {mountpoint} && mkdir d && echo x >d/new && mv d/new d/old && echo y >>d/old && echo"
                + " z >other");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              JsonObject event = JsonParser.parseString(line).getAsJsonObject();
              assertThat(event.get("path").getAsString()).startsWith("/d/");
              assertThat(event.get("operation").getAsString()).isIn("WRITE", "LOOKUP");
            })
        .anyMatch(line -> line.contains("WRITE") && line.contains("\"/d/new\""))
        .anyMatch(line -> line.contains("WRITE") && line.contains("\"/d/old\""));
  }

  private static String requireBindfs() {
    ExerciseIT.requireProgram("bindfs");
    return "bindfs -f {backing} {mountpoint}";
  }

  private static CommandRun trace(String script) {
    return CommandRun.of("trace", "--filesystem", "memory", "--", "sh", "-c", script);
  }
}
