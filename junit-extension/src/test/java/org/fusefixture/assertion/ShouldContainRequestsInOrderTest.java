package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.junit.jupiter.api.Test;

class ShouldContainRequestsInOrderTest {
  private final Trace trace =
      Traces.answered(0, Opcode.CREATE, Opcode.GETATTR, Opcode.WRITE, Opcode.RELEASE);

  @Test
  void requestsWithOthersBetweenThem_pass() {
    assertThat(new TraceAssert(trace).containsRequestsInOrder(Opcode.CREATE, Opcode.WRITE))
        .isNotNull();
  }

  @Test
  void otherOrder_isShownWithTheFirstThatIsMissing() {
    assertThatThrownBy(
            () ->
                new TraceAssert(trace)
                    .containsRequestsInOrder(Opcode.WRITE, Opcode.RELEASE, Opcode.CREATE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "WRITE, RELEASE, CREATE", "after 2 of them no CREATE came", "WRITE#6", "its caches");
  }
}
