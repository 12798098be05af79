package org.fusefixture.internal.sandbox.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Checks whether an engine answers, without a client: loading the client takes seconds on a busy
 * machine, which would look like an engine that hangs.
 */
final class EnginePing {
  private static final ByteBuffer REQUEST =
      StandardCharsets.US_ASCII
          .encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n")
          .asReadOnlyBuffer();
  private static final String SUCCESS = " 200 ";

  private EnginePing() {}

  /**
   * @param address {@code unix:///path} or {@code tcp://host:port}; with TLS only the connection is
   *     checked
   * @throws Engine.UnreachableException with the cause in one line
   */
  static void require(URI address, boolean encrypted, Duration limit)
      throws Engine.UnreachableException {
    long deadline = System.nanoTime() + limit.toNanos();
    try (SocketChannel channel = open(address);
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      if (!connect(channel, address)) {
        await(selector, deadline, address, limit);
        channel.finishConnect();
      }
      if (!encrypted) {
        channel.write(REQUEST.duplicate());
        key.interestOps(SelectionKey.OP_READ);
        await(selector, deadline, address, limit);
        requireSuccess(channel, address);
      }
    } catch (IOException e) {
      throw new Engine.UnreachableException(address + ": " + e.getMessage());
    }
  }

  private static SocketChannel open(URI address) throws IOException {
    return "unix".equals(address.getScheme())
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  private static boolean connect(SocketChannel channel, URI address) throws IOException {
    return channel.connect(
        "unix".equals(address.getScheme())
            ? UnixDomainSocketAddress.of(address.getPath())
            : new InetSocketAddress(address.getHost(), address.getPort()));
  }

  private static void await(Selector selector, long deadline, URI address, Duration limit)
      throws IOException, Engine.UnreachableException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new Engine.UnreachableException(
          address + " did not answer within " + limit.toMillis() + " ms");
    }
    selector.selectedKeys().clear();
  }

  private static void requireSuccess(SocketChannel channel, URI address)
      throws IOException, Engine.UnreachableException {
    ByteBuffer answer = ByteBuffer.allocate(256);
    int count = channel.read(answer);
    String text = StandardCharsets.US_ASCII.decode(answer.flip()).toString();
    if (count < 0 || !text.startsWith("HTTP/") || !text.split("\\R", 2)[0].contains(SUCCESS)) {
      throw new Engine.UnreachableException(
          address + " does not answer like a Docker Engine: \"" + text.split("\\R", 2)[0] + '"');
    }
  }
}
