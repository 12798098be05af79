package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("host")
@Timeout(180)
class CompareIT {
  @Test
  void report_has_the_pictures_and_the_numbers_of_a_refuted_claim(@TempDir Path directory)
      throws IOException {
    CommandRun run =
        CommandRun.of(
            "compare",
            "--filesystem",
            "discard",
            "--modes",
            "COPY,SPLICE",
            "--workload",
            "write,direct,block=128k,file=1m,round=20",
            "--at-least",
            "100",
            "--report",
            directory.toString());

    assertThat(run.status()).as(run.err()).isEqualTo(ExitCodes.REFUTED);
    assertThat(run.out()).contains("verdict: refuted");
    assertThat(run.err()).contains("report: " + directory.resolve("index.html"));
    assertThat(Files.readString(directory.resolve("index.html")))
        .contains("<svg class=\"chart\"", "claimed at least 100.000 (confidence 0.95): refuted");
    JsonObject values = values(directory.resolve("report.json"));
    int rounds = values.getAsJsonArray("rounds").size();
    assertThat(rounds).isPositive().isEqualTo(4 * values.getAsJsonArray("blocks").size());
    assertThat(values.getAsJsonObject("throughputRatio").get("high").getAsDouble())
        .isBetween(0.0, 100.0);
  }

  private static JsonObject values(Path json) throws IOException {
    return JsonParser.parseString(Files.readString(json))
        .getAsJsonObject()
        .getAsJsonArray("tests")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("sections")
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("values");
  }
}
