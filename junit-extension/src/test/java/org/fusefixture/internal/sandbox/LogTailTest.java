package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private final LogTail log = new LogTail();

  @Test
  void linesInPieces_arePutTogether() {
    append("agent st");
    append("arts\nand");

    assertThat(log.text()).isEqualTo("agent starts\nand");
  }

  @Test
  void charactersCutInTwo_arePutTogether() {
    byte[] bytes = "größe\n".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      log.append(new byte[] {b}, 1);
    }

    assertThat(log.text()).isEqualTo("größe\n");
  }

  @Test
  void onlyTheLastLines_areKept() {
    for (int i = 1; i <= 1000; i++) {
      append("line " + i + "\n");
    }

    assertThat(log.text().lines()).hasSize(200).first().isEqualTo("line 801");
    assertThat(log.text()).endsWith("line 1000\n");
  }

  @Test
  void endlessLine_isCut() {
    append("x".repeat(1_000_000));

    assertThat(log.text()).hasSize(4096);
  }

  @Test
  void ownLine_endsTheOneUnderWay() {
    append("half");
    log.appendLine("server of mount 1 ended");

    assertThat(log.text()).isEqualTo("half\nserver of mount 1 ended\n");
  }

  private void append(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.append(bytes, bytes.length);
  }
}
