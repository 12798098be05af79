package org.fusefixture.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.StreamSupport;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.trace.Trace;
import org.junit.jupiter.api.Test;

class TraceExportTest {
  private final Trace trace = new Trace(TransferMode.SPLICE, SampleRun.trace(), 0);

  @Test
  void jsonLines_haveOneObjectPerEvent() {
    List<JsonObject> lines =
        TraceExport.jsonLines(trace)
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();

    assertThat(lines).hasSameSizeAs(trace.events());
    JsonObject request = lines.get(2);
    assertThat(request.get("nanos").getAsLong()).isEqualTo(2_100);
    assertThat(request.get("kind").getAsString()).isEqualTo("REQUEST");
    assertThat(request.get("phase").getAsString()).isEqualTo("RECEIVED");
    assertThat(request.get("thread").getAsString()).isEqualTo("fuse-52-0");
    assertThat(request.get("mode").getAsString()).isEqualTo("SPLICE");
    assertThat(request.get("arguments").getAsString()).isEqualTo(SampleRun.HOSTILE);
  }

  @Test
  void chromeTrace_hasWhatItsFormatAsksForInEveryEvent() {
    JsonObject document = JsonParser.parseString(TraceExport.chrome(trace)).getAsJsonObject();
    List<JsonObject> events =
        StreamSupport.stream(document.getAsJsonArray("traceEvents").spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .toList();

    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.keySet()).contains("name", "ph", "pid", "tid", "args");
              switch (event.get("ph").getAsString()) {
                case "X" -> assertThat(event.keySet()).contains("ts", "dur");
                case "i" -> assertThat(event.get("s").getAsString()).isEqualTo("t");
                case "M" -> assertThat(event.getAsJsonObject("args").keySet()).contains("name");
                default -> throw new AssertionError("unknown phase in " + event);
              }
            });
    JsonObject write =
        events.stream()
            .filter(event -> event.get("ph").getAsString().equals("X"))
            .filter(event -> event.get("name").getAsString().equals("WRITE"))
            .findFirst()
            .orElseThrow();
    assertThat(write.get("ts").getAsDouble()).isCloseTo(2.1, within(1e-9));
    assertThat(write.get("dur").getAsDouble()).isCloseTo(0.5, within(1e-9));
    assertThat(events)
        .filteredOn(event -> event.get("name").getAsString().equals("thread_name"))
        .hasSize(2);
  }
}
