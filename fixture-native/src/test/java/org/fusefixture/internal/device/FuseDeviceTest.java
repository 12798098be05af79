package org.fusefixture.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPipes;
import org.fusefixture.internal.linux.NativeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FuseDeviceTest {
  private static final int MESSAGE = 4096;
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void stopped_device_sends_nothing_and_waits_for_what_is_under_way() throws Exception {
    LinuxPipes.Ends requests = LinuxPipes.pipe(0);
    LinuxPipes.Ends replies = LinuxPipes.pipe(0);
    try (NativeBuffer message = NativeBuffer.allocate(MESSAGE);
        FuseDevice device = FuseDevice.between(requests.read(), replies.write())) {
      int size = LinuxPipes.size(replies.read());
      for (int filled = 0; filled < size; filled += MESSAGE) {
        assertThat(device.send(message.address(), MESSAGE)).isEqualTo(Sent.ACCEPTED);
      }
      CompletableFuture<Sent> blocked = new CompletableFuture<>();
      Thread sender =
          new Thread(() -> blocked.complete(device.send(message.address(), MESSAGE)), "sender");
      sender.start();
      Awaitility.await().atMost(LONG).until(() -> isIn(sender, "tryWrite"));
      assertThat(device.stopSending(SHORT)).isFalse();
      assertThat(device.send(message.address(), MESSAGE)).isEqualTo(Sent.ENDED);

      LinuxFiles.read(replies.read(), message.address(), MESSAGE);
      assertThat(blocked.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Sent.ACCEPTED);
      assertThat(device.stopSending(LONG)).isTrue();
    } finally {
      requests.write().close();
      replies.read().close();
    }
  }

  private static boolean isIn(Thread thread, String method) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }
}
