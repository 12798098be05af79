package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.filesystem.Opcode;
import org.junit.jupiter.api.Test;

class ShouldContainNoRequestTest {
  @Test
  void requestThatNeverCame_passes() {
    TraceAssert trace = new TraceAssert(Traces.answered(0, Opcode.CREATE));
    assertThat(trace.containsNoRequest(Opcode.UNLINK)).isNotNull();
  }

  @Test
  void requestThatCame_isShownWithWhereToLook() {
    TraceAssert trace = new TraceAssert(Traces.answered(0, Opcode.CREATE, Opcode.UNLINK));
    assertThatThrownBy(() -> trace.containsNoRequest(Opcode.UNLINK))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("Expecting no UNLINK", "UNLINK#4", "fs.trace() show who asked");
  }

  @Test
  void traceThatLostItsStart_cannotTell() {
    TraceAssert trace = new TraceAssert(Traces.answered(7, Opcode.CREATE));
    assertThatThrownBy(() -> trace.containsNoRequest(Opcode.UNLINK))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("7", "nobody can tell", "ask sooner");
  }
}
