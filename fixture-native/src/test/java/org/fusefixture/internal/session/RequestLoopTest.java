package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.device.PacketDevice;
import org.fusefixture.internal.rules.ReplyChecks;
import org.fusefixture.internal.rules.ViolationLog;
import org.fusefixture.internal.splice.PipeCapacity;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.report.FilesystemFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop without a mount: the test is the kernel. */
@Timeout(20)
class RequestLoopTest {
  static final SessionParameters PARAMETERS =
      new SessionParameters(ProtocolVersion.NEWEST, 0, 131072, 64, 48, 65536, 1, 16, 0, 0, 0);

  private static final int HEADER = 40;

  private final PacketDevice kernel = new PacketDevice();

  /** Answers READLINK when it is told to; remembers what it saw. */
  private static final class Recording implements FuseFilesystem {
    final List<String> events = new ArrayList<>();
    DataReply open;

    @Override
    public void readlink(EmptyRequest request, DataReply reply) {
      events.add("readlink " + request.unique());
      open = reply;
    }

    @Override
    public void write(WriteRequest request, WriteReply reply) {
      byte[] bytes = new byte[request.size()];
      request.payload().read(ByteBuffer.wrap(bytes));
      events.add("write " + new String(bytes));
      reply.written(bytes.length);
    }

    @Override
    public void forget(NodeId nodeId, long lookupCount) {
      events.add("forget " + nodeId.value() + " " + lookupCount);
    }

    @Override
    public void interrupt(Unique unique) {
      events.add("interrupt " + unique);
    }
  }

  private final Recording filesystem = new Recording();

  @AfterEach
  void close() {
    kernel.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void unknown_opcode_is_answered_with_ENOSYS(TransferMode mode) {
    kernel.request(message(4711, 10, 20));
    Served served = serve(mode, 1);
    assertError(kernel.reply(), 10, Errno.ENOSYS);
    assertThat(served.ledger().statistics(0).unknown()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void malformed_request_is_answered_with_EIO(TransferMode mode) {
    ByteBuffer lying = message(Opcode.GETATTR.number(), 12, 16);
    lying.putInt(0, 1000);
    kernel.request(lying);
    kernel.request(message(Opcode.WRITE.number(), 14, 3));
    kernel.request(write(16, "good"));
    Served served = serve(mode, 3);
    assertError(kernel.reply(), 12, Errno.EIO);
    assertError(kernel.reply(), 14, Errno.EIO);
    ByteBuffer good = kernel.reply();
    assertThat(good.getInt(4)).isZero();
    assertThat(good.getInt(16)).isEqualTo(4);
    assertThat(filesystem.events).containsExactly("write good");
    assertThat(served.ledger().statistics(0).malformed()).isEqualTo(2);
    assertThat(served.ledger().failures())
        .extracting(FilesystemFailure::exception)
        .anySatisfy(reason -> assertThat(reason).contains("1000"));
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void forgets_are_passed_on_and_not_answered(TransferMode mode) {
    kernel.request(message(Opcode.FORGET.number(), 2, 8).putLong(HEADER, 3));
    kernel.request(
        message(Opcode.BATCH_FORGET.number(), 4, 8 + 32)
            .putInt(HEADER, 2)
            .putLong(HEADER + 8, 11)
            .putLong(HEADER + 16, 1)
            .putLong(HEADER + 24, 12)
            .putLong(HEADER + 32, 2));
    Served served = serve(mode, 2);
    assertThat(filesystem.events).containsExactly("forget 77 3", "forget 11 1", "forget 12 2");
    assertThat(kernel.reply()).isNull();
    assertThat(served.slots().unanswered()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void interrupt_reaches_the_request_under_way(TransferMode mode) {
    kernel.request(message(Opcode.READLINK.number(), 30, 0));
    kernel.request(message(Opcode.INTERRUPT.number(), 31, 8).putLong(HEADER, 30));
    Served served = serve(mode, 2);
    assertThat(filesystem.events).containsExactly("readlink 30", "interrupt 30");
    assertThat(kernel.reply()).isNull();
    assertThat(served.slots().unanswered()).hasSize(1);
    filesystem.open.fail(Errno.EINTR);
    assertError(kernel.reply(), 30, Errno.EINTR);
    assertThat(served.slots().unanswered()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void interrupt_that_comes_first_waits_for_its_request(TransferMode mode) {
    kernel.request(message(Opcode.INTERRUPT.number(), 31, 8).putLong(HEADER, 30));
    kernel.request(message(Opcode.READLINK.number(), 30, 0));
    serve(mode, 2);
    assertThat(filesystem.events).containsExactly("interrupt 30", "readlink 30");
    filesystem.open.data(ByteBuffer.wrap(new byte[] {'x'}));
    assertThat(kernel.reply().getLong(8)).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void reply_is_given_once(TransferMode mode) {
    kernel.request(message(Opcode.READLINK.number(), 30, 0));
    serve(mode, 1);
    filesystem.open.data(ByteBuffer.wrap(new byte[] {'x'}));
    assertThatThrownBy(() -> filesystem.open.fail(Errno.EIO)).hasMessageContaining("sent already");
    assertThat(kernel.reply()).isNotNull();
    assertThat(kernel.reply()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void worker_ends_when_nothing_comes_any_more(TransferMode mode) {
    Served served = served(mode);
    kernel.request(write(2, "one"));
    kernel.sendNext();
    kernel.end();
    served.loop().run(kernel.device());
    assertThat(filesystem.events).containsExactly("write one");
    served.slots().close();
    served.storage().close();
  }

  /** A session without a mount. */
  private record Served(
      RequestLoop loop, RequestSlots slots, SessionLedger ledger, MessageStorage storage) {}

  /** Has so many messages served. */
  private Served serve(TransferMode mode, int messages) {
    Served served = served(mode);
    RequestSlot slot = served.slots().take();
    for (int i = 0; i < messages; i++) {
      kernel.sendNext();
      int length = slot.inbox().receive(kernel.device());
      slot = served.loop().serve(slot, kernel.device(), length);
    }
    return served;
  }

  private Served served(TransferMode mode) {
    TraceRecorder trace = new TraceRecorder();
    SessionLedger ledger = new SessionLedger(trace);
    SessionConfiguration configuration = SessionConfiguration.of(mode);
    LateAccessWatch watch =
        new LateAccessWatch(configuration.lateAccess(), configuration.holdLimit(), trace);
    MessageStorage storage = new MessageStorage(PARAMETERS, PipeCapacity.attainable(65536));
    RequestSlots slots =
        new RequestSlots(
            new RequestSlot.Shared(
                PARAMETERS,
                storage,
                watch,
                ledger,
                new ReplyChecks(PARAMETERS, new ViolationLog()),
                trace,
                new FileReplies(storage, ledger, mode.splices()),
                SessionInterceptor.NONE,
                RequestLoop::receiveNextThrough),
            mode.splices());
    DeviceNotifier notifier = new DeviceNotifier(kernel.device(), trace);
    return new Served(
        new RequestLoop(filesystem, slots, ledger, watch, notifier), slots, ledger, storage);
  }

  private static ByteBuffer write(long unique, String text) {
    ByteBuffer message = message(Opcode.WRITE.number(), unique, 40 + text.length());
    message.putInt(HEADER + 16, text.length());
    return message.put(HEADER + 40, text.getBytes());
  }

  private static ByteBuffer message(int opcode, long unique, int bodySize) {
    return ByteBuffer.allocate(HEADER + bodySize)
        .order(ByteOrder.nativeOrder())
        .putInt(0, HEADER + bodySize)
        .putInt(4, opcode)
        .putLong(8, unique)
        .putLong(16, 77);
  }

  private static void assertError(ByteBuffer reply, long unique, Errno errno) {
    assertThat(reply.limit()).isEqualTo(16);
    assertThat(reply.getInt(0)).isEqualTo(16);
    assertThat(reply.getInt(4)).isEqualTo(-errno.number());
    assertThat(reply.getLong(8)).isEqualTo(unique);
  }
}
