package org.fusefixture.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fusefixture.internal.control.command.OutputChunk;

/**
 * Sends on what a command writes, in chunks, as fast as the other end takes them: the channel makes
 * the pump wait, the pump makes the pipe fill, and that makes the command wait.
 */
final class OutputPump {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final InputStream source;

  private OutputPump(InputStream source) {
    this.source = source;
  }

  static OutputPump start(
      int run, OutputChunk.Stream stream, InputStream source, Consumer<OutputChunk> target) {
    OutputPump pump = new OutputPump(source);
    Thread thread =
        new Thread(() -> pump.pump(run, stream, target), "output-" + run + "-" + stream);
    thread.setDaemon(true);
    thread.start();
    return pump;
  }

  /**
   * Waits for the end of the stream. A process that left the command's session may hold it open; it
   * is not waited for beyond the limit.
   */
  void awaitEnd(Duration limit) {
    try {
      if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        source.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      return; // closed is what it was to be
    }
  }

  private void pump(int run, OutputChunk.Stream stream, Consumer<OutputChunk> target) {
    byte[] buffer = new byte[OutputChunk.MOST_BYTES];
    try {
      int count;
      while ((count = source.read(buffer)) > 0) {
        ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(buffer, 0, count));
        target.accept(
            new OutputChunk(
                run,
                stream,
                new String(
                    encoded.array(),
                    0,
                    encoded.limit(),
                    java.nio.charset.StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException e) {
      return; // closed by awaitEnd, or by the process's end
    } finally {
      ended.countDown();
    }
  }
}
