package org.fusefixture.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TraceRecorderTest {
  private static final SessionParameters PARAMETERS =
      new SessionParameters(ProtocolVersion.NEWEST, 0, 0, 12, 9, 1 << 20, 1, 256, 0, 0, 0);
  private static final int HEADER = 40;

  private final TraceRecorder recorder = new TraceRecorder();

  @Test
  void write_isShownWithItsArgumentsAndItsReply() {
    ByteBuffer write = message(Opcode.WRITE, 14, 2, 40);
    write.putLong(HEADER, 1).putLong(HEADER + 8, 8192).putInt(HEADER + 16, 4096);
    write.putInt(0, HEADER + 40 + 4096);

    recorder.request(1_000_000, write, 80, HEADER + 40 + 4096, true);
    recorder.reply(Opcode.WRITE.number(), 14, 2, System.nanoTime(), reply(24, 0, 4096), 24, false);

    TraceEvent event = trace().joined().get(0);
    assertThat(event.offset()).isEqualTo(8192);
    assertThat(event.size()).isEqualTo(4096);
    assertThat(trace().toString())
        .contains("WRITE#14(node 2, fh 1, 4096 bytes at 8192, in a pipe) = 4096 <0.0000");
  }

  @Test
  void name_isShownAndItsErrorNamed() {
    ByteBuffer lookup = message(Opcode.LOOKUP, 16, 1, 6);
    lookup.put(HEADER, "no\"te\0".getBytes(StandardCharsets.US_ASCII));

    recorder.request(1, lookup, 46, 46, false);
    recorder.reply(Opcode.LOOKUP.number(), 16, 1, 1, reply(16, -2, 0), 16, false);

    assertThat(trace().toString()).contains("LOOKUP#16(node 1, \"no\\\"te\") = -ENOENT");
  }

  @Test
  void requestWithoutReply_isShownAsUnfinished() {
    recorder.request(1, message(Opcode.DESTROY, 18, 0, 0), 40, 40, false);
    recorder.request(2, message(Opcode.FORGET, 20, 3, 8), 48, 48, false);

    assertThat(trace().joined())
        .extracting(TraceEvent::result)
        .containsExactly(TraceEvent.UNFINISHED, "");
  }

  @Test
  void messageThatIsLongerThanASlot_losesItsArgumentsOnly() {
    ByteBuffer lookup = message(Opcode.LOOKUP, 16, 1, 201);
    for (int index = 0; index < 200; index++) {
      lookup.put(HEADER + index, (byte) 'n');
    }

    recorder.request(1, lookup, 241, 241, false);

    assertThat(trace().toString()).contains("LOOKUP#16(node 1, 241 bytes)");
  }

  @Test
  void garbage_isShownAsWhatItIs() {
    recorder.request(1, ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()), 8, 8, false);
    ByteBuffer unknown = message(Opcode.DESTROY, 5, 0, 0).putInt(4, 4000);
    recorder.request(2, unknown, 40, 40, false);

    assertThat(trace().toString()).contains("?(8 bytes)").contains("opcode 4000#5(40 bytes)");
  }

  @Test
  void nothing_isRecordedWhileItIsOff() {
    recorder.switchOn(false);
    recorder.request(1, message(Opcode.DESTROY, 18, 0, 0), 40, 40, false);
    recorder.event(TraceEvent.Kind.FAULT, 0, 0, 0, -1, -1, "none");
    recorder.switchOn(true);
    recorder.event(TraceEvent.Kind.FAULT, 16, 4, 2, 0, 512, "one");

    assertThat(trace().events()).extracting(TraceEvent::arguments).containsExactly("one");
  }

  @Test
  void clock_isNotReadWhileItIsOff() {
    recorder.switchOn(false);
    assertThat(recorder.time()).isEqualTo(TraceRecorder.NO_TIME);
    recorder.switchOn(true);
    assertThat(recorder.time()).isNotEqualTo(TraceRecorder.NO_TIME);
  }

  @Test
  void replyToARequestThatWasNotTraced_hasNoDuration() {
    recorder.reply(
        Opcode.WRITE.number(), 18, 2, TraceRecorder.NO_TIME, reply(24, 0, 4096), 24, false);
    assertThat(trace().events()).extracting(TraceEvent::durationNanos).containsExactly(-1L);
  }

  @Test
  void fullRing_keepsTheLastEventsAndCountsTheRest() {
    int many = TraceRecorder.CAPACITY + 100;
    for (int index = 1; index <= many; index++) {
      recorder.request(index, message(Opcode.DESTROY, index, 0, 0), 40, 40, false);
    }

    Trace trace = trace();
    assertThat(trace.events()).hasSize(TraceRecorder.CAPACITY);
    assertThat(trace.events().get(0).unique()).isEqualTo(101);
    assertThat(trace.dropped()).isEqualTo(100);
  }

  @Test
  void readerBesideWriters_seesNoTornEvent() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 3; writer++) {
      Thread thread =
          new Thread(
              () -> {
                ByteBuffer message = message(Opcode.WRITE, 0, 0, 40).putInt(0, 80);
                for (long value = 1; !stop.get(); value++) {
                  message.putLong(8, value).putLong(16, value).putLong(HEADER, value);
                  message.putLong(HEADER + 8, value);
                  recorder.request(value, message, 80, 80, false);
                }
              });
      thread.start();
      writers.add(thread);
    }
    long seen = 0;
    for (int round = 0; round < 100 || seen <= TraceRecorder.CAPACITY; round++) {
      for (TraceEvent event : trace().events()) {
        seen++;
        assertThat(event.nodeId()).isEqualTo(event.unique());
        assertThat(event.offset()).isEqualTo(event.unique());
        assertThat(event.nanos()).isEqualTo(event.unique());
      }
    }
    stop.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private Trace trace() {
    return new Trace(TransferMode.SPLICE, recorder.events(PARAMETERS), recorder.dropped());
  }

  private static ByteBuffer message(Opcode opcode, long unique, long node, int body) {
    ByteBuffer message = ByteBuffer.allocateDirect(HEADER + body).order(ByteOrder.nativeOrder());
    message.putInt(0, HEADER + body).putInt(4, opcode.number());
    message.putLong(8, unique).putLong(16, node);
    return message;
  }

  private static ByteBuffer reply(int length, int error, int value) {
    ByteBuffer reply = ByteBuffer.allocateDirect(32).order(ByteOrder.nativeOrder());
    reply.putInt(0, length).putInt(4, error).putInt(16, value);
    return reply;
  }
}
