package org.fusefixture.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.preflight.Preflight;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.fusefixture.sandbox.SandboxKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class AttestIT {
  @Test
  @Tag("host")
  void host_kernel_copies_user_pages_and_aliases_the_page_cache() {
    assertThat(attest("host", "process"))
        .startsWith("COPY true copied copied", "SPLICE true copied aliased")
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  @Tag("patched")
  void patched_kernel_lends_user_pages_to_privileged_servers_that_ask(Isolation isolation) {
    Preflight.shared()
        .obstacle(SandboxKey.of(isolation, Kernel.PATCHED))
        .ifPresent(reason -> skip(isolation, reason));
    assertThat(attest("patched", isolation.name()))
        .containsExactly(
            "COPY true copied copied",
            "SPLICE true copied aliased",
            "SPLICE_USER_PAGES true aliased aliased",
            "SPLICE_USER_PAGES false copied aliased");
  }

  private static void skip(Isolation isolation, String reason) {
    List<String> required =
        List.of(System.getenv().getOrDefault("FUSEFIXTURE_REQUIRE", "").split(","));
    if (isolation == Isolation.PROCESS || required.contains("container")) {
      assertThat(required).as(reason).doesNotContain("patched");
    }
    Assumptions.abort(reason);
  }

  private static List<String> attest(String kernel, String isolation) {
    CommandRun run =
        CommandRun.of("attest", "--kernel", kernel, "--isolation", isolation, "--json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonArray rows = JsonParser.parseString(run.out()).getAsJsonArray();
    List<String> found = new ArrayList<>();
    for (JsonElement element : rows) {
      var row = element.getAsJsonObject();
      assertThat(row.get("kernel").getAsString()).isNotBlank();
      found.add(
          String.join(
              " ",
              row.get("mode").getAsString(),
              row.get("capSysAdmin").getAsString(),
              row.get("direct").getAsString(),
              row.get("buffered").getAsString()));
    }
    return found;
  }
}
