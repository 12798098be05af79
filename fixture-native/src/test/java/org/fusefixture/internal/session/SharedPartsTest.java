package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Test;

class SharedPartsTest {
  @Test
  void free_list_gives_the_last_one_first_and_refuses_what_does_not_fit() {
    FreeList<String> list = new FreeList<>(2);
    assertThat(list.offer("a")).isTrue();
    assertThat(list.offer("b")).isTrue();
    assertThat(list.offer("c")).isFalse();
    assertThat(list.poll()).isEqualTo("b");
    assertThat(list.drain()).containsExactly("a");
    assertThat(list.poll()).isNull();
  }

  @Test
  void early_interrupt_is_taken_once() {
    RequestLoop.EarlyInterrupts early = new RequestLoop.EarlyInterrupts();
    assertThat(early.take(8)).isFalse();
    early.add(8);
    assertThat(early.take(6)).isFalse();
    assertThat(early.take(8)).isTrue();
    assertThat(early.take(8)).isFalse();
  }

  @Test
  void configuration_refuses_nonsense_with_the_value() {
    SessionConfiguration configuration = SessionConfiguration.of(TransferMode.COPY);
    assertThatThrownBy(() -> configuration.withThreads(0))
        .hasMessage("threads (0) must be from 1 to 256");
    assertThatThrownBy(() -> configuration.withHoldLimit(Duration.ZERO))
        .hasMessage("holdLimit (PT0S) must be positive");
  }
}
