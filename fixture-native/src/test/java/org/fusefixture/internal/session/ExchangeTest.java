package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.trace.TraceRecorder;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private final Exchange exchange = new Exchange();

  @Test
  void tracedRequest_hasItsAgeSinceItWasReceived() {
    exchange.begin(Opcode.WRITE, 8, 2, System.nanoTime() - 5_000_000_000L);
    assertThat(age()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void untracedRequest_hasItsAgeSinceTheFirstLook() {
    exchange.begin(Opcode.WRITE, 8, 2, TraceRecorder.NO_TIME);
    assertThat(age()).isZero();
    await().untilAsserted(() -> assertThat(age()).isPositive());
  }

  @Test
  void nextRequest_doesNotInheritTheAge() {
    exchange.begin(Opcode.WRITE, 8, 2, System.nanoTime() - 5_000_000_000L);
    exchange.end();
    exchange.begin(Opcode.WRITE, 10, 2, TraceRecorder.NO_TIME);
    assertThat(age()).isZero();
  }

  private Duration age() {
    return exchange.unanswered().orElseThrow().age();
  }
}
