package org.fusefixture.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.LinuxSockets;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The socket between session and program; the test is the program. */
@Timeout(30)
class WireTest {
  private static final int POLLIN = 1;
  private static final long UNIQUE = 6;
  private static final int ATTRIBUTES = ReplyHeader.SIZE + 104;

  private final Heard heard = new Heard();
  private final Wire wire = Wire.open(heard);
  private final Answer answer = new Answer();
  private final AttributesReply reply = new AttributesReply();
  private Fd program;

  @BeforeEach
  void start() throws Exception {
    program = LinuxSockets.descriptorOf(LinuxProcesses.pid(), wire.theirs().descriptor());
    wire.start();
    send(message(ReplyHeader.SIZE, 0, 2)); // INIT's answer
    ByteBuffer init = LinuxMemory.allocatePages(RequestHeader.SIZE);
    init.putInt(0, RequestHeader.SIZE);
    assertThat(wire.initialize(init, 10_000)).isNotNull();
    assertThat(receive().getInt(0)).isEqualTo(RequestHeader.SIZE);
  }

  @AfterEach
  void close() {
    wire.close();
    program.close();
  }

  @Test
  void request_goes_out_whole_and_its_reply_comes_back() throws Exception {
    forward();
    ByteBuffer request = receive();
    assertThat(RequestHeader.unique(request)).isEqualTo(UNIQUE);
    assertThat(RequestHeader.length(request)).isEqualTo(56);
    ByteBuffer sent = message(ATTRIBUTES, 0, UNIQUE).putLong(40, 4711);
    send(sent);
    assertThat(answer.await().getLong(40)).isEqualTo(4711);
    assertThat(answer.length).isEqualTo(ATTRIBUTES);
  }

  @Test
  void reply_in_pieces_is_put_together_and_others_pass_between() throws Exception {
    forward();
    ByteBuffer sent = message(ATTRIBUTES, 0, UNIQUE).putLong(112, 4711);
    send(sent.slice(0, 60));
    send(message(ReplyHeader.SIZE, 3, 0));
    send(sent.slice(60, 40));
    send(sent.slice(100, 20));
    assertThat(answer.await().getLong(112)).isEqualTo(4711);
    assertThat(heard.notifications).containsExactly(3);
    assertThat(heard.unusable).isEmpty();
  }

  @Test
  void piece_that_fits_no_reply_fails_the_one_that_is_incomplete() throws Exception {
    forward();
    send(message(ATTRIBUTES, 0, UNIQUE).slice(0, 60));
    send(message(ATTRIBUTES, 0, 99).slice(0, 100));
    assertThat(ReplyHeader.error(answer.await())).isEqualTo(-Errno.EIO.number());
    assertThat(heard.unusable).singleElement().asString().contains("no_splice_write");
  }

  @Test
  void error_passes_as_it_is() throws Exception {
    forward();
    send(message(ReplyHeader.SIZE, -Errno.ENOENT.number(), UNIQUE));
    assertThat(ReplyHeader.error(answer.await())).isEqualTo(-Errno.ENOENT.number());
  }

  @Test
  void reply_without_room_is_cut_and_its_header_still_says_so() throws Exception {
    forward();
    send(message(9000, 0, UNIQUE));
    assertThat(ReplyHeader.length(answer.await())).isEqualTo(9000);
    assertThat(answer.length).isEqualTo(8192);
  }

  @Test
  void reply_to_nobody_and_a_message_that_lies_about_its_length_are_told() {
    send(message(ReplyHeader.SIZE, 0, 99));
    ByteBuffer lie = message(ReplyHeader.SIZE, 0, UNIQUE);
    lie.putInt(0, 17);
    send(lie);
    await().until(() -> heard.strays.equals(List.of(99L, UNIQUE)));
  }

  @Test
  void notification_that_waits_does_not_hold_up_replies() throws Exception {
    heard.hold = new CountDownLatch(1);
    forward();
    send(message(ReplyHeader.SIZE, 2, 0));
    send(message(ReplyHeader.SIZE, -Errno.EPERM.number(), UNIQUE));
    assertThat(ReplyHeader.error(answer.await())).isEqualTo(-Errno.EPERM.number());
    assertThat(heard.notifications).isEmpty();
    heard.hold.countDown();
    await().until(() -> heard.notifications.equals(List.of(2)));
  }

  @Test
  void interrupt_is_sent_again_while_the_program_has_not_seen_its_request() {
    forward();
    receive();
    wire.interrupt(UNIQUE);
    ByteBuffer interrupt = receive();
    assertThat(RequestHeader.opcode(interrupt)).isEqualTo(Opcode.INTERRUPT.number());
    assertThat(interrupt.getLong(RequestHeader.SIZE)).isEqualTo(UNIQUE);
    send(message(ReplyHeader.SIZE, -Errno.EAGAIN.number(), UNIQUE | 1));
    assertThat(receive().getLong(RequestHeader.SIZE)).isEqualTo(UNIQUE);
  }

  @Test
  void end_of_the_program_is_told() throws Exception {
    program.close();
    assertThat(heard.ended.await(10, TimeUnit.SECONDS)).isTrue();
    forward(); // nobody there: no exception
    assertThat(answer.got).isNotDone();
  }

  private void forward() {
    ByteBuffer message = LinuxMemory.allocatePages(64);
    message.putInt(0, 56).putInt(4, Opcode.GETATTR.number()).putLong(8, UNIQUE).putLong(16, 1);
    GetattrRequest request = new GetattrRequest();
    request.decode(message, 56);
    reply.open(answer, LinuxMemory.allocatePages(8192), UNIQUE);
    wire.forward(Opcode.GETATTR, request, reply);
  }

  private static ByteBuffer message(int length, int error, long unique) {
    ByteBuffer message = LinuxMemory.allocatePages(length);
    ReplyHeader.put(message, length, error, unique);
    return message;
  }

  private void send(ByteBuffer message) {
    LinuxFiles.write(program, LinuxMemory.addressOf(message), message.capacity());
  }

  private ByteBuffer receive() {
    int ready = LinuxFiles.poll(program, POLLIN, 10_000);
    assertThat(ready).as("a message within 10 s").isEqualTo(POLLIN);
    ByteBuffer message = LinuxMemory.allocatePages(4096);
    long length = LinuxFiles.read(program, LinuxMemory.addressOf(message), 4096);
    return message.limit((int) length);
  }

  private static final class Heard implements Wire.Listener {
    private final List<Integer> notifications = new CopyOnWriteArrayList<>();
    private final List<Long> strays = new CopyOnWriteArrayList<>();
    private final List<String> unusable = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile CountDownLatch hold = new CountDownLatch(0);

    @Override
    public void notified(ByteBuffer message) {
      try {
        hold.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      notifications.add(ReplyHeader.error(message));
    }

    @Override
    public void stray(ByteBuffer message, int length) {
      strays.add(ReplyHeader.unique(message));
    }

    @Override
    public void unusable(String why) {
      unusable.add(why);
    }

    @Override
    public void ended() {
      ended.countDown();
    }
  }

  private static final class Answer implements Reply.Channel {
    private final CompletableFuture<ByteBuffer> got = new CompletableFuture<>();
    private volatile int length;

    @Override
    public void send(ByteBuffer message, int size) {
      length = size;
      got.complete(
          ByteBuffer.allocate(size).order(ByteOrder.nativeOrder()).put(0, message, 0, size));
    }

    @Override
    public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
      throw new UnsupportedOperationException();
    }

    ByteBuffer await() throws Exception {
      return got.get(10, TimeUnit.SECONDS);
    }
  }
}
