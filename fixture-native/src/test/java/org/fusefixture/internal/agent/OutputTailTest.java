package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutputTailTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void short_output_is_kept_whole() {
    assertThat(tailOf("one\ntwo\n")).isEqualTo("one\ntwo\n");
  }

  @Test
  void long_output_keeps_its_end_and_says_how_much_is_missing() {
    String text = "x".repeat(100) + "y".repeat(OutputTail.CAPACITY - 3) + "end";
    assertThat(tailOf(text))
        .startsWith("[100 earlier bytes]\nyyy")
        .endsWith("yend")
        .hasSize("[100 earlier bytes]\n".length() + OutputTail.CAPACITY);
  }

  @Test
  void text_that_was_there_before_the_position_is_not_waited_for_in_vain() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream()) {
      OutputTail tail = OutputTail.of("test", new PipedInputStream(writer));
      write(writer, "Heap of before");
      tail.await("before", 0, LIMIT);
      long position = tail.position();
      assertThat(tail.await("Heap", position, Duration.ofMillis(20))).isEmpty();
      write(writer, "Heap of now");
      assertThat(tail.await("now", position, LIMIT)).isEqualTo("Heap of now");
    }
  }

  private static String tailOf(String text) {
    OutputTail tail =
        OutputTail.of("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    tail.awaitEnd(LIMIT);
    return tail.text();
  }

  private static void write(PipedOutputStream target, String text) throws Exception {
    target.write(text.getBytes(StandardCharsets.ISO_8859_1));
    target.flush();
  }
}
