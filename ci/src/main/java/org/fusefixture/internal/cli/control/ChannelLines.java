package org.fusefixture.internal.cli.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Lines of UTF-8 out of a channel, each as soon as it is complete: the readers of the JDK take any
 * FileChannel for a file, and go on to fill their buffer.
 */
final class ChannelLines {
  private static final int LONGEST = 1 << 16;

  private final ReadableByteChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(4096).flip();

  ChannelLines(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * The next line, without its end; null where the channel ends.
   *
   * @throws IOException also of a line of more than 64 KiB
   */
  String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (!bytes.hasRemaining()) {
        int got = channel.read(bytes.clear());
        bytes.flip();
        if (got < 0) {
          return null;
        }
      }
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(next);
      }
      if (line.size() > LONGEST) {
        throw new IOException("a line has more than " + LONGEST + " bytes");
      }
    }
  }
}
