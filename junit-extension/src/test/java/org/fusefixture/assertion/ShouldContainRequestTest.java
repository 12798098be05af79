package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.junit.jupiter.api.Test;

class ShouldContainRequestTest {
  private final Trace trace = Traces.answered(0, Opcode.CREATE, Opcode.RELEASE);

  @Test
  void requestThatCame_passes() {
    assertThat(new TraceAssert(trace).containsRequest(Opcode.CREATE)).isNotNull();
  }

  @Test
  void requestThatNeverCame_isNamedWithTheTraceAndWhatToDo() {
    assertThatThrownBy(() -> new TraceAssert(trace).containsRequest(Opcode.WRITE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("Expecting a WRITE", "CREATE#2", "open with DIRECT");
  }
}
