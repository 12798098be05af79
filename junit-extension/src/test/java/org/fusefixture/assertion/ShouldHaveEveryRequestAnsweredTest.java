package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.filesystem.Opcode;
import org.junit.jupiter.api.Test;

class ShouldHaveEveryRequestAnsweredTest {
  @Test
  void answeredRequests_pass() {
    TraceAssert trace = new TraceAssert(Traces.answered(0, Opcode.CREATE, Opcode.WRITE));
    assertThat(trace.hasEveryRequestAnswered()).isNotNull();
  }

  @Test
  void requestWithoutAReply_isNamedWithWhatItMeans() {
    TraceAssert trace = new TraceAssert(Traces.hanging(Opcode.FSYNC, Opcode.CREATE, Opcode.WRITE));
    assertThatThrownBy(trace::hasEveryRequestAnswered)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("1 of 3 are not", "FSYNC#1000", "needs one reply");
  }
}
