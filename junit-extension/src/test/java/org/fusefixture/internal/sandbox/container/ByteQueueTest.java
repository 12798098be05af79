package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ByteQueueTest {
  private final ByteQueue queue = new ByteQueue();
  private final InputStream input = queue.input();
  private final OutputStream output = queue.output();

  @Test
  void bytes_comeOutInOrderAcrossChunks() throws IOException {
    output.write(new byte[] {1, 2, 3});
    output.write(4);
    output.close();

    assertThat(input.read()).isEqualTo(1);
    assertThat(input.readAllBytes()).containsExactly(2, 3, 4);
    assertThat(input.read()).isEqualTo(-1);
  }

  @Test
  void reader_waitsForTheWriter() throws Exception {
    CompletableFuture<Integer> read = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                read.complete(input.read());
              } catch (IOException e) {
                read.completeExceptionally(e);
              }
            });
    reader.start();

    output.write(200);

    assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(200);
  }

  @Test
  void writerOfTooMuch_waitsForTheReader() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 16; i++) {
                queue.put(megabyte);
              }
              queue.end();
            });

    assertThat(input.readAllBytes()).hasSize(16 << 20);
    written.get(10, TimeUnit.SECONDS);
  }

  @Test
  void writeAfterTheEnd_fails() throws IOException {
    input.close();

    assertThatIOException().isThrownBy(() -> output.write(1)).withMessageContaining("has ended");
  }
}
