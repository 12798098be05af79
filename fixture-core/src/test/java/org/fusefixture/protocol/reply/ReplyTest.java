package org.fusefixture.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a reply: given once, and within its room. */
@Timeout(30)
class ReplyTest {
  private static final Attributes ATTRIBUTES =
      new Attributes(
          1, 0, 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 0040755, 2, 0, 0, 0, 4096, 0);

  private final CapturingChannel channel = new CapturingChannel();

  @Test
  void secondAnswer_isRefusedAndNotSent() {
    EmptyReply reply = open(new EmptyReply(), 16, 4);
    reply.ok();
    assertThat(reply.isSent()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(reply::ok)
        .withMessage("EmptyReply for request 4 was sent already");
    assertThatIllegalStateException().isThrownBy(() -> reply.fail(Errno.EIO));
    assertThat(channel.sent()).hasSize(1);
  }

  @Test
  void secondAnswerWithABody_leavesTheFirstAlone() {
    ByteBuffer room = CapturingChannel.room(64);
    OpenReply reply = new OpenReply();
    reply.open(channel, room, 4);
    reply.opened(new FileHandle(1), 0);
    ByteBuffer first = ByteBuffer.wrap(room.array().clone());
    assertThatIllegalStateException().isThrownBy(() -> reply.opened(new FileHandle(2), 0));
    assertThat(ByteBuffer.wrap(room.array())).isEqualTo(first);
  }

  @Test
  void reusedReply_isOpenAgain() {
    EmptyReply reply = open(new EmptyReply(), 16, 4);
    reply.ok();
    open(reply, 16, 6).ok();
    assertThat(channel.sent()).hasSize(2);
  }

  @Test
  void failureOfAnEarlierRequest_doesNotAnswerTheNext() {
    EmptyReply reply = open(new EmptyReply(), 16, 4);
    reply.ok();
    open(reply, 16, 6);
    assertThat(reply.failIfUnsent(new Unique(4), Errno.EIO)).isFalse();
    assertThat(reply.isSent()).isFalse();
    assertThat(reply.failIfUnsent(new Unique(6), Errno.EIO)).isTrue();
    assertThat(reply.failIfUnsent(new Unique(6), Errno.EIO)).isFalse();
    assertThat(channel.sent()).hasSize(2);
  }

  @Test
  void answersOfManyThreads_areSentOnce() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (long unique = 2; unique < 402; unique += 2) {
        EmptyReply reply = open(new EmptyReply(), 16, unique);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          answers.add(
              pool.submit(
                  () -> {
                    start.await();
                    reply.ok();
                    return null;
                  }));
        }
        start.countDown();
        int refused = 0;
        for (Future<?> answer : answers) {
          try {
            answer.get(10, TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
            refused++;
          }
        }
        assertThat(refused).isEqualTo(threads - 1);
      }
      assertThat(channel.sent()).hasSize(200);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void replyThatWasNeverOpened_isSent() {
    assertThat(new EmptyReply().isSent()).isTrue();
    assertThatIllegalStateException().isThrownBy(new EmptyReply()::ok);
  }

  @Test
  void bodyThatDoesNotFit_isRefusedAndCanStillBeAnswered() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(new DataReply(), 20, 4).data(ByteBuffer.allocate(5)))
        .withMessage("a reply body of 5 bytes does not fit into 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(new XattrReply(), 20, 4).value(ByteBuffer.allocate(5), 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(new IoctlReply(), 34, 4).result(0, ByteBuffer.allocate(3)));
    DataReply reply = open(new DataReply(), 20, 4);
    assertThatIllegalArgumentException().isThrownBy(() -> reply.data(ByteBuffer.allocate(5)));
    reply.fail(Errno.EIO);
    assertThat(channel.sent()).hasSize(1);
  }

  @Test
  void dataThatJustFits_isSent() {
    open(new DataReply(), 20, 4).data(ByteBuffer.allocate(4));
    assertThat(channel.only()).hasSize(20);
  }

  @Test
  void file_isSentFromItsDescriptor() {
    open(new DataReply(), 64, 4).file(() -> 7, new Offset(100), 1000);
    assertThat(header(channel.only()).getInt(0)).isEqualTo(1016);
    assertThat(header(channel.only()).getInt(4)).isZero();
    assertThat(header(channel.only()).getLong(8)).isEqualTo(4);
  }

  @Test
  void fileThatCannotBeRead_canStillBeAnswered() {
    channel.failFilesWith(new ErrnoException(Errno.EISDIR));
    DataReply reply = open(new DataReply(), 64, 4);
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> reply.file(() -> 7, Offset.ZERO, 10))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EISDIR));
    reply.fail(Errno.EIO);
    assertThat(header(channel.only()).getInt(4)).isEqualTo(-5);
  }

  @Test
  void xattrLargerThanItsRoom_isErange() {
    open(new XattrReply(), 64, 4).value(ByteBuffer.allocate(9), 8);
    assertThat(header(channel.only()).getInt(4)).isEqualTo(-Errno.ERANGE.number());
  }

  @Test
  void negativeValidity_isRefused() {
    Duration negative = Duration.ofNanos(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(new AttributesReply(), 200, 4).attributes(ATTRIBUTES, negative))
        .withMessageContaining("PT-0.000000001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(new EntryReply(), 200, 4).negative(negative));
  }

  @Test
  void impossibleNumberOfBytesTaken_isRefused() {
    WriteReply reply = open(new WriteReply(), 64, 4);
    assertThatIllegalArgumentException().isThrownBy(() -> reply.written(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> reply.written(1L << 32));
  }

  @Test
  void directoryThatIsFull_takesNoMoreEntries() {
    DirectoryReply reply = open(new DirectoryReply(), 4096, 4).within(32 + 31);
    assertThat(reply.add(FileName.of("12345678"), 1, 0, Offset.ZERO)).isTrue();
    assertThat(reply.add(FileName.of("12345678"), 1, 0, Offset.ZERO)).isFalse();
    reply.send();
    assertThat(channel.only()).hasSize(16 + 32);
  }

  @Test
  void directoryIsBoundedByItsRoomToo() {
    DirectoryReply reply = open(new DirectoryReply(), 16 + 32, 4).within(4096);
    assertThat(reply.add(FileName.of("12345678"), 1, 0, Offset.ZERO)).isTrue();
    assertThat(reply.add(FileName.of("1"), 1, 0, Offset.ZERO)).isFalse();
  }

  @Test
  void directoryWithoutItsSize_isRefused() {
    DirectoryReply reply = open(new DirectoryReply(), 4096, 4);
    reply.within(4096).send();
    open(reply, 4096, 6);
    assertThatIllegalStateException()
        .isThrownBy(() -> reply.add(FileName.of("a"), 1, 0, Offset.ZERO))
        .withMessageContaining("within");
    assertThatIllegalStateException()
        .isThrownBy(() -> open(new DirectoryReply.Plus(), 4096, 8).hasRoomFor(FileName.of("a")));
  }

  private <R extends Reply> R open(R reply, int room, long unique) {
    reply.open(channel, CapturingChannel.room(room), unique);
    return reply;
  }

  private static ByteBuffer header(byte[] reply) {
    return ByteBuffer.wrap(reply).order(ByteOrder.nativeOrder());
  }
}
