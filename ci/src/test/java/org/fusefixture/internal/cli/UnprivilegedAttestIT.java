package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The patched kernel is a program: who starts it needs no right at all. */
@Tag("patched")
@Timeout(300)
class UnprivilegedAttestIT {
  private static final long LIMIT_SECONDS = 240;

  @TempDir Path folder;

  @Test
  void program_without_any_capability_has_its_user_pages_lent()
      throws IOException, InterruptedException {
    RequiredKernel.requirePatched();
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = attestWithoutCapabilities(out, err);
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("within its limit").isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    JsonObject row =
        JsonParser.parseString(Files.readString(out)).getAsJsonArray().get(0).getAsJsonObject();
    assertThat(row.get("direct").getAsString()).isEqualTo("aliased");
    assertThat(row.get("capSysAdmin").getAsBoolean()).as("inside the guest").isTrue();
  }

  /** An empty bounding set leaves nothing to root, see capabilities(7); any user may run it. */
  private static Process attestWithoutCapabilities(Path out, Path err) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            "setpriv",
            "--bounding-set=-all",
            "--inh-caps=-all",
            "--no-new-privs",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            FuseFixture.class.getName(),
            "attest",
            "--kernel",
            "patched",
            "--isolation",
            "PROCESS",
            "--mode",
            "SPLICE_USER_PAGES",
            "--json");
    command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }
}
