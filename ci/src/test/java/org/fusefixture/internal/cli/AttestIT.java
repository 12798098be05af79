package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.internal.cli.RequiredKernel.requirePatched;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.mount.Isolation;
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
    assertThat(attest("host"))
        .startsWith("COPY true copied copied", "SPLICE true copied aliased")
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  @Tag("patched")
  void patched_kernel_lends_user_pages_to_privileged_servers_that_ask(Isolation isolation) {
    requirePatched(isolation);
    assertThat(attest("patched", "--isolation", isolation.name()))
        .containsExactly(
            "COPY true copied copied",
            "SPLICE true copied aliased",
            "SPLICE_USER_PAGES true aliased aliased",
            "SPLICE_USER_PAGES false copied aliased");
  }

  @Test
  @Tag("patched")
  void forced_feature_is_reported_for_servers_that_do_not_ask() {
    requirePatched();
    assertThat(attest("patched", "--kernel-parameter", "fuse.force_user_pages=1"))
        .containsExactly(
            "COPY true copied copied",
            "SPLICE true aliased aliased",
            "SPLICE_USER_PAGES true aliased aliased",
            "SPLICE_USER_PAGES false copied aliased");
  }

  @Test
  @Tag("patched")
  void refused_late_reads_do_not_hide_what_the_kernel_does() {
    requirePatched();
    assertThat(attest("patched", "--kernel-parameter", "fuse.refuse_late_access=1"))
        .containsExactly(
            "COPY true copied copied",
            "SPLICE true copied aliased",
            "SPLICE_USER_PAGES true aliased aliased",
            "SPLICE_USER_PAGES false copied aliased");
  }

  @Test
  @Tag("patched")
  void bit_that_is_offered_and_means_something_else_is_reported_as_that() {
    requirePatched();
    CommandRun run =
        CommandRun.of(
            "attest",
            "--kernel",
            "patched",
            "--kernel-parameter",
            "fuse.offer_user_pages_flag_only=1",
            "--mode",
            "SPLICE_USER_PAGES");
    assertThat(run.out())
        .containsPattern("SPLICE_USER_PAGES +yes +copied +aliased")
        .contains("(bit 43) was offered and agreed on")
        .contains("the kernel means something else by the bit");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCodes.UNAVAILABLE);
  }

  private static List<String> attest(String kernel, String... more) {
    List<String> arguments = new ArrayList<>(List.of("attest", "--kernel", kernel, "--json"));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
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
