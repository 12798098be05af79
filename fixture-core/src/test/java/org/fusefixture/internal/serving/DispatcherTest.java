package org.fusefixture.internal.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.reply.CapturingChannel;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Raw bytes in, raw bytes out, without a device. */
@Timeout(30)
class DispatcherTest {
  private static final SessionParameters PARAMETERS =
      new SessionParameters(
          ProtocolVersion.NEWEST, InitFlag.SETXATTR_EXT.mask(), 0, 1, 1, 4096, 1, 1, 0, 0, 0);

  private record Failure(Opcode opcode, long unique, Throwable cause) {}

  private final CapturingChannel channel = new CapturingChannel();
  private final List<Failure> failures = new ArrayList<>();

  @Test
  void answerOfTheFilesystem_comesOutAsBytes() {
    exchange(
        "READ",
        new FuseFilesystem() {
          @Override
          public void read(ReadRequest request, DataReply reply) {
            reply.data(ByteBuffer.wrap("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
          }
        });
    assertThat(channel.only()).isEqualTo(GoldenMessage.named("replies/data").bytes());
    assertThat(failures).isEmpty();
  }

  @Test
  void errnoException_answersWithItsNumber() {
    exchange(
        "LOOKUP",
        new FuseFilesystem() {
          @Override
          public void lookup(NameRequest request, EntryReply reply) {
            assertThat(request.name()).isEqualTo(FileName.of("file.txt"));
            throw new ErrnoException(Errno.ENOENT);
          }
        });
    assertThat(channel.only()).isEqualTo(GoldenMessage.named("replies/error").bytes());
    assertThat(failures).isEmpty();
  }

  @Test
  void otherException_answersEioAndIsReported() {
    RuntimeException broken = new IllegalArgumentException("broken");
    exchange("LOOKUP", throwing(broken));
    assertThat(error()).isEqualTo(-Errno.EIO.number());
    assertThat(failures).containsExactly(new Failure(Opcode.LOOKUP, 0x1122334455667788L, broken));
  }

  @Test
  void error_answersEioAndIsReported() {
    exchange("LOOKUP", throwing(new StackOverflowError()));
    assertThat(error()).isEqualTo(-Errno.EIO.number());
    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(StackOverflowError.class));
  }

  @Test
  void exceptionAfterTheAnswer_isReportedAndNotSent() {
    exchange(
        "UNLINK",
        new FuseFilesystem() {
          @Override
          public void unlink(NameRequest request, EmptyReply reply) {
            reply.ok();
            throw new ErrnoException(Errno.EBUSY);
          }
        });
    assertThat(channel.only()).isEqualTo(GoldenMessage.named("replies/empty").bytes());
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.cause())
                    .hasMessageContaining("UNLINK failed with EBUSY (16) after its reply")
                    .hasCauseInstanceOf(ErrnoException.class));
  }

  @Test
  void secondAnswer_isAnIllegalStateThatIsReported() {
    exchange(
        "UNLINK",
        new FuseFilesystem() {
          @Override
          public void unlink(NameRequest request, EmptyReply reply) {
            reply.ok();
            reply.ok();
          }
        });
    assertThat(channel.sent()).hasSize(1);
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.cause()).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void answerFromAnotherThread_isSentLater() throws Exception {
    CompletableFuture<Void> release = new CompletableFuture<>();
    List<CompletableFuture<Void>> answered = new ArrayList<>();
    Reply reply =
        exchange(
            "STATFS",
            new FuseFilesystem() {
              @Override
              public void statfs(
                  EmptyRequest request, org.fusefixture.protocol.reply.StatfsReply later) {
                answered.add(release.thenRunAsync(() -> later.fail(Errno.ENOENT)));
              }
            });
    assertThat(reply.isSent()).isFalse();
    assertThat(channel.sent()).isEmpty();
    release.complete(null);
    answered.get(0).get(10, TimeUnit.SECONDS);
    assertThat(reply.isSent()).isTrue();
    assertThat(channel.only()).isEqualTo(GoldenMessage.named("replies/error").bytes());
    assertThatIllegalStateException().isThrownBy(() -> reply.fail(Errno.EIO));
  }

  @Test
  void exceptionWhileTheReplyServesTheNextRequest_doesNotAnswerThat() {
    exchange(
        "OPEN",
        new FuseFilesystem() {
          @Override
          public void open(org.fusefixture.protocol.request.OpenRequest request, OpenReply reply) {
            reply.fail(Errno.EPERM);
            reply.open(channel, CapturingChannel.room(64), 1000); // as a session reuses it
            throw new IllegalStateException("late");
          }
        });
    assertThat(channel.sent()).hasSize(1);
  }

  @Test
  void listenerThatThrows_stillLeavesAnAnswer() {
    Dispatcher dispatcher =
        new Dispatcher(
            throwing(new IllegalArgumentException("broken")),
            (opcode, unique, failure) -> {
              throw new IllegalStateException("listener");
            });
    assertThatIllegalStateException().isThrownBy(() -> exchange("LOOKUP", dispatcher));
    assertThat(error()).isEqualTo(-Errno.EIO.number());
  }

  @Test
  void batchForget_forgetsEach() {
    List<String> forgotten = new ArrayList<>();
    exchange(
        "BATCH_FORGET",
        new FuseFilesystem() {
          @Override
          public void forget(NodeId nodeId, long lookupCount) {
            forgotten.add(nodeId + ":" + lookupCount);
          }
        });
    assertThat(forgotten).containsExactly("81:3", "82:4");
    assertThat(channel.sent()).isEmpty();
  }

  @Test
  void failureToForget_isReportedAndNotAnswered() {
    exchange(
        "FORGET",
        new FuseFilesystem() {
          @Override
          public void forget(NodeId nodeId, long lookupCount) {
            throw new ErrnoException(Errno.ENOENT);
          }
        });
    assertThat(channel.sent()).isEmpty();
    assertThat(failures).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void operationThatIsNotOverridden_isAnsweredOnce(Opcode opcode) {
    if (opcode.isServedBySession()) {
      exchange(opcode.name(), new FuseFilesystem() {});
      assertThat(failures)
          .singleElement()
          .satisfies(
              failure -> assertThat(failure.cause()).isInstanceOf(IllegalStateException.class));
      return;
    }
    Reply reply = exchange(opcode.name(), new FuseFilesystem() {});
    assertThat(failures).isEmpty();
    assertThat(channel.sent()).hasSize(opcode.hasReply() ? 1 : 0);
    assertThat(reply.isSent()).isEqualTo(opcode.hasReply());
    if (opcode.hasReply()) {
      ByteBuffer sent = ByteBuffer.wrap(channel.only()).order(ByteOrder.nativeOrder());
      assertThat(sent.getInt(0)).isEqualTo(channel.only().length);
      assertThat(sent.getLong(8)).isEqualTo(0x1122334455667788L);
      assertThat(sent.getInt(4)).isIn(0, -Errno.ENOSYS.number());
    }
  }

  private Reply exchange(String dump, FuseFilesystem filesystem) {
    return exchange(
        dump,
        new Dispatcher(
            filesystem,
            (opcode, unique, failure) -> failures.add(new Failure(opcode, unique, failure))));
  }

  private Reply exchange(String dump, Dispatcher dispatcher) {
    GoldenMessage golden = GoldenMessage.named("requests/" + dump);
    Opcode opcode = Opcode.of(golden.opcode()).orElseThrow();
    Request request = opcode.newRequest(PARAMETERS);
    request.decode(golden.buffer(), golden.bytes().length);
    Reply reply = opcode.newReply();
    reply.open(channel, CapturingChannel.room(8192), request.unique().value());
    dispatcher.dispatch(opcode, request, reply);
    return reply;
  }

  private int error() {
    return ByteBuffer.wrap(channel.only()).order(ByteOrder.nativeOrder()).getInt(4);
  }

  private static FuseFilesystem throwing(Throwable failure) {
    return new FuseFilesystem() {
      @Override
      public void lookup(NameRequest request, EntryReply reply) {
        DispatcherTest.<RuntimeException>rethrow(failure);
      }
    };
  }

  @SuppressWarnings("unchecked") // what a filesystem throws need not be declared
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }
}
