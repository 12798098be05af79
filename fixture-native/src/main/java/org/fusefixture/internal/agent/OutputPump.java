package org.fusefixture.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.control.AgentClient;

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
      int run, AgentClient.Stream stream, InputStream source, CommandRunner.Output target) {
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

  private void pump(int run, AgentClient.Stream stream, CommandRunner.Output target) {
    byte[] buffer = new byte[AgentClient.MOST_BYTES];
    try {
      int count;
      while ((count = source.read(buffer)) > 0) {
        target.write(run, stream, Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      return; // closed by awaitEnd, or by the process's end
    } finally {
      ended.countDown();
    }
  }
}
