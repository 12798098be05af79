package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.splice.PipeCapacity;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.report.LateAccess.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LateAccessWatchTest {
  private static final Duration LONG = Duration.ofSeconds(15);

  private final MessageStorage storage =
      new MessageStorage(RequestLoopTest.PARAMETERS, new PipeCapacity(65536));

  @Test
  void payload_consumed_in_time_is_nobodys_concern() throws Exception {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.REFUSE, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    assertThat(payload.read(ByteBuffer.allocate(200))).isEqualTo(100);
    payload.replied(true);
    assertThat(payload.read(ByteBuffer.allocate(200))).isZero();
    assertThat(watch.records()).isEmpty();
    assertThat(watch.await(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void held_access_waits_for_a_change_after_the_reply() throws Exception {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.HOLD, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    watch.pagesChanged();
    payload.replied(true);
    CompletableFuture<Integer> late =
        CompletableFuture.supplyAsync(() -> payload.read(ByteBuffer.allocate(200)));
    await().until(() -> watch.count() == 1);
    assertThat(watch.records().get(0).outcome()).isEqualTo(Outcome.HELD);
    assertThat(watch.await(Duration.ofMillis(20))).isFalse();
    assertThat(late).isNotDone();
    watch.pagesChanged();
    assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(100);
    assertThat(watch.records().get(0).outcome()).isEqualTo(Outcome.RELEASED);
  }

  @Test
  void change_between_reply_and_access_holds_nothing_back() {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.HOLD, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    payload.replied(true);
    watch.pagesChanged();
    assertThat(payload.read(ByteBuffer.allocate(50))).isEqualTo(50);
    assertThat(payload.read(ByteBuffer.allocate(50))).isEqualTo(50);
    assertThat(watch.records()).hasSize(1);
    assertThat(watch.records().get(0).outcome()).isEqualTo(Outcome.RELEASED);
  }

  @Test
  void end_of_the_session_lets_held_accesses_go() throws Exception {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.HOLD, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    payload.replied(true);
    CompletableFuture<Integer> late =
        CompletableFuture.supplyAsync(() -> payload.read(ByteBuffer.allocate(200)));
    await().until(() -> watch.count() == 1);
    watch.end();
    assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(100);
    assertThat(watch.records().get(0).outcome()).isEqualTo(Outcome.HELD_TO_LIMIT);
  }

  @Test
  void each_refused_access_throws_and_the_payload_is_recorded_once() {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.REFUSE, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    payload.read(ByteBuffer.allocate(30));
    payload.replied(true);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> payload.read(ByteBuffer.allocate(10)))
          .isInstanceOf(LateAccessException.class)
          .hasMessageContaining("WRITE 9 (node 2, 100 bytes at");
    }
    assertThat(watch.records()).hasSize(1);
    assertThat(watch.records().get(0).consumedBefore()).isEqualTo(30);
  }

  @Test
  void late_discard_is_no_access() throws Exception {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.REFUSE, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    payload.replied(true);
    payload.discard();
    assertThat(watch.records()).isEmpty();
    assertThat(watch.await(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void closed_payload_says_why_it_is_gone() {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.RECORD, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    payload.replied(true);
    payload.close();
    assertThatThrownBy(() -> payload.read(ByteBuffer.allocate(10)))
        .isInstanceOf(ErrnoException.class)
        .hasMessageContaining("is gone");
  }

  @Test
  void request_in_which_a_payload_was_accessed_late_is_waited_for_to_its_end() throws Exception {
    LateAccessWatch watch = new LateAccessWatch(LateAccessPolicy.RECORD, LONG, new TraceRecorder());
    BorrowedPayload payload = lent(watch);
    LateAccessWatch.Visit visit = watch.enter();
    payload.replied(false);
    assertThat(payload.read(ByteBuffer.allocate(200))).isEqualTo(100);
    assertThat(watch.await(Duration.ofMillis(1))).as("before what was read is stored").isFalse();
    assertThat(visit.accessedLate()).isTrue();
    watch.served(visit);
    assertThat(watch.await(Duration.ofMillis(1))).as("after it").isTrue();
    watch.leave();
  }

  private BorrowedPayload lent(LateAccessWatch watch) {
    BorrowedPayload payload =
        new BorrowedPayload(Inbox.inMemory(RequestLoopTest.PARAMETERS, storage), watch);
    payload.lend(9, 2, 4096, 100);
    return payload;
  }
}
