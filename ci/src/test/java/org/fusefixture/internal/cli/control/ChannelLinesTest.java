package org.fusefixture.internal.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.fusefixture.internal.cli.control.ControlFifo.ChannelLines;
import org.junit.jupiter.api.Test;

class ChannelLinesTest {
  @Test
  void lines_are_given_one_by_one() throws IOException {
    String longer = "ä".repeat(5000);
    ChannelLines lines = lines("one\n\n" + longer + "\nwithout an end");
    assertThat(lines.next()).isEqualTo("one");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo(longer);
    assertThat(lines.next()).isNull();
  }

  @Test
  void line_without_end_is_refused() {
    assertThatThrownBy(() -> lines("x".repeat(100_000)).next())
        .hasMessageContaining("more than 65536 bytes");
  }

  private static ChannelLines lines(String text) {
    return new ChannelLines(
        Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }
}
