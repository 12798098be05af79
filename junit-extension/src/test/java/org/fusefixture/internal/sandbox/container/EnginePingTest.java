package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EnginePingTest {
  @TempDir Path directory;
  private URI address;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    Path socket = directory.resolve("engine.sock");
    address = URI.create("unix://" + socket);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void engineThatAnswers_isThere() {
    answer("HTTP/1.0 200 OK\r\nApi-Version: 1.41\r\n\r\nOK");

    assertThatCode(() -> EnginePing.require(address, false, Duration.ofSeconds(10)))
        .doesNotThrowAnyException();
  }

  @Test
  void silentEngine_isUnreachableAfterTheLimit() {
    assertThatExceptionOfType(Engine.UnreachableException.class)
        .isThrownBy(() -> EnginePing.require(address, false, Duration.ofMillis(300)))
        .withMessageContaining("did not answer within 300 ms");
  }

  @Test
  void somethingElse_isNoEngine() {
    answer("220 mail ready\r\n");

    assertThatExceptionOfType(Engine.UnreachableException.class)
        .isThrownBy(() -> EnginePing.require(address, false, Duration.ofSeconds(10)))
        .withMessageContaining("does not answer like a Docker Engine: \"220 mail ready\"");
  }

  @Test
  void refusedConnection_isUnreachable() throws IOException {
    server.close();

    assertThatExceptionOfType(Engine.UnreachableException.class)
        .isThrownBy(() -> EnginePing.require(address, false, Duration.ofSeconds(10)))
        .withMessageContaining("Connection refused");
  }

  private void answer(String text) {
    Thread thread =
        new Thread(
            () -> {
              try (SocketChannel client = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(512);
                client.read(request);
                assertThat(new String(request.array(), StandardCharsets.US_ASCII))
                    .startsWith("GET /_ping ");
                client.write(StandardCharsets.US_ASCII.encode(text));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
