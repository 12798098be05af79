package org.fusefixture.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpcodeTest {

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void number_findsItsRow(Opcode opcode) {
    assertThat(Opcode.of(opcode.number())).contains(opcode);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 19, 54, 4096, 1 << 20, 26 << 24, -1, Integer.MIN_VALUE})
  void numberOfNoOperation_isUnknown(int number) {
    assertThat(Opcode.of(number)).isEmpty();
  }

  @Test
  void kernelWaitsForAllButFour() {
    Set<Opcode> unanswered = EnumSet.allOf(Opcode.class);
    unanswered.removeIf(Opcode::hasReply);
    assertThat(unanswered)
        .containsExactlyInAnyOrder(
            Opcode.FORGET, Opcode.BATCH_FORGET, Opcode.NOTIFY_REPLY, Opcode.INTERRUPT);
  }
}
