package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class TraceMessagesTest {
  // shouldContainRequest
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

  // shouldContainNoRequest
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
        .hasMessageContainingAll("7", "cannot be decided", "assert it earlier");
  }

  // shouldContainRequestsInOrder
  private final Trace inOrder =
      Traces.answered(0, Opcode.CREATE, Opcode.GETATTR, Opcode.WRITE, Opcode.RELEASE);

  @Test
  void requestsWithOthersBetweenThem_pass() {
    assertThat(new TraceAssert(inOrder).containsRequestsInOrder(Opcode.CREATE, Opcode.WRITE))
        .isNotNull();
  }

  @Test
  void otherOrder_isShownWithTheFirstThatIsMissing() {
    assertThatThrownBy(
            () ->
                new TraceAssert(inOrder)
                    .containsRequestsInOrder(Opcode.WRITE, Opcode.RELEASE, Opcode.CREATE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "WRITE, RELEASE, CREATE", "after 2 of them no CREATE came", "WRITE#6", "its caches");
  }

  // shouldHaveEveryRequestAnswered
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
