package org.fusefixture.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ControlChannelTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What the far end offers here. */
  public interface Far {
    @JsonRequest("far/mount")
    CompletableFuture<MountSpec> mount(MountSpec spec);

    @JsonRequest("far/verdict")
    CompletableFuture<StampVerdict> verdict(Stamp stamp);

    @JsonRequest("far/echo")
    CompletableFuture<String> echo(
        TransferMode mode, Long absent, byte[] bytes, List<String> names, boolean flag);

    @JsonRequest("far/bytes")
    CompletableFuture<byte[]> bytes(int size);

    @JsonRequest("far/fail")
    CompletableFuture<Void> fail(ControlError error);

    @JsonRequest("far/hang")
    CompletableFuture<Void> hang();

    @JsonRequest("far/misbehave")
    CompletableFuture<Void> misbehave();
  }

  /** What the near end offers here. */
  public interface Near {
    @JsonNotification("near/tell")
    void tell(int number, String peer);
  }

  private record Told(int number, String peer) {}

  private static final class FarService implements Far {
    final CompletableFuture<Void> hanging = new CompletableFuture<>();

    @Override
    public CompletableFuture<MountSpec> mount(MountSpec spec) {
      return CompletableFuture.completedFuture(spec);
    }

    @Override
    public CompletableFuture<StampVerdict> verdict(Stamp stamp) {
      return CompletableFuture.completedFuture(stamp.check(ByteBuffer.allocate(2048), 4096));
    }

    @Override
    public CompletableFuture<String> echo(
        TransferMode mode, Long absent, byte[] bytes, List<String> names, boolean flag) {
      return CompletableFuture.completedFuture(
          mode + " " + absent + " " + bytes.length + " " + names + " " + flag);
    }

    @Override
    public CompletableFuture<byte[]> bytes(int size) {
      byte[] bytes = new byte[size];
      Arrays.fill(bytes, (byte) -1);
      return CompletableFuture.completedFuture(bytes);
    }

    @Override
    public CompletableFuture<Void> fail(ControlError error) {
      return CompletableFuture.failedFuture(new ControlException(error));
    }

    @Override
    public CompletableFuture<Void> hang() {
      return hanging;
    }

    @Override
    public CompletableFuture<Void> misbehave() {
      throw new IllegalStateException("a defect");
    }
  }

  private final FarService service = new FarService();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final Near listener = (number, peer) -> told.add(new Told(number, peer));
  private PipedOutputStream toFar;
  private ControlChannel<Far> near;
  private ControlChannel<Near> far;

  @BeforeEach
  void connect() throws IOException {
    toFar = new PipedOutputStream();
    PipedOutputStream toNear = new PipedOutputStream();
    PipedInputStream fromNear = new PipedInputStream(toFar, 1 << 16);
    PipedInputStream fromFar = new PipedInputStream(toNear, 1 << 16);
    far = ControlChannel.open("near", fromNear, toNear, service, Near.class);
    near = ControlChannel.open("far", fromFar, toFar, listener, Far.class);
  }

  @AfterEach
  void disconnect() {
    near.close();
    far.close();
  }

  @Test
  void parameters_of_every_kind_survive_the_journey() {
    String echo =
        near.call(
            "echo",
            LIMIT,
            end -> end.echo(TransferMode.SPLICE, null, new byte[300], List.of("a", "b"), true));
    assertThat(echo).isEqualTo("SPLICE null 300 [a, b] true");
    byte[] bytes = near.call("bytes", LIMIT, end -> end.bytes(3));
    assertThat(bytes).containsExactly(-1, -1, -1);
  }

  @Test
  void every_field_of_a_record_survives_the_journey() {
    MountSpec spec =
        MountSpec.of("a.Filesystem", TransferMode.SPLICE_USER_PAGES)
            .withSeed(Long.MIN_VALUE + 1)
            .withThreads(7)
            .withLateAccess(LateAccessPolicy.REFUSE, Duration.ofMillis(99))
            .withRequestTimeout(Duration.ofMillis(1234))
            .withDropSysAdmin(true)
            .withVisiblePath("/some/path")
            .withOptions(Map.of("größe", "7 \"x\"\n"));
    MountSpec answer = near.call("mount", LIMIT, far -> far.mount(spec));
    assertThat(answer).isEqualTo(spec);
  }

  @Test
  void verdict_with_wrong_sectors_survives_the_journey() {
    Stamp stamp = new Stamp(Long.MAX_VALUE, 2, 3, 4);
    StampVerdict here = stamp.check(ByteBuffer.allocate(2048), 4096);
    StampVerdict there = near.call("verdict", LIMIT, far -> far.verdict(stamp));
    assertThat(there).isEqualTo(here);
    assertThat(there.holds()).isFalse();
  }

  @Test
  void error_of_the_far_end_arrives_whole() {
    ControlError error =
        new ControlError(ControlError.Kind.ERRNO, "pwrite(3)", 5, "EIO (5)", "some stacks");
    assertThat(failureOf(far -> far.fail(error)).error()).isEqualTo(error);
  }

  @Test
  void defect_of_the_far_end_is_internal_and_has_its_stack() {
    ControlException failure = failureOf(Far::misbehave);
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.INTERNAL);
    assertThat(failure.error().message()).contains("a defect");
    assertThat(failure.error().detail()).contains("misbehave");
  }

  @Test
  void record_that_refuses_its_values_is_answered_as_bad_request_and_the_channel_lives()
      throws Exception {
    String valid = "{\"filesystem\":\"F\",\"mode\":\"COPY\",\"lateAccess\":\"HOLD\",";
    String answer = answerTo("far/mount", valid + "\"threads\":65,\"holdLimit\":\"PT1S\"}");
    assertThat(answer).contains("threads (65) must be from 1 to 64");
  }

  @Test
  void unknown_constant_is_answered_with_the_known_ones() throws Exception {
    String answer = answerTo("far/mount", "{\"filesystem\":\"F\",\"mode\":\"TELEPATHY\"}");
    assertThat(answer).contains("TELEPATHY is not one of [COPY, SPLICE, SPLICE_USER_PAGES]");
  }

  @Test
  void missing_field_is_answered_by_its_name() throws Exception {
    assertThat(answerTo("far/mount", "{\"mode\":\"COPY\"}")).contains("filesystem is missing");
  }

  @Test
  void call_without_answer_ends_with_its_limit_and_cancels_at_the_far_end() {
    ControlException failure =
        catchThrowableOfType(
            ControlException.class, () -> near.call("hang", Duration.ofMillis(50), Far::hang));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.TIMEOUT);
    assertThat(failure).hasMessageContaining("hang").hasMessageContaining("50 ms");
    Awaitility.await().until(service.hanging::isCancelled);
  }

  @Test
  void end_of_the_stream_fails_calls_under_way_and_later_ones() throws Exception {
    CompletableFuture<Void> answer = near.send("hang", Far::hang);
    far.close();
    assertThat(near.ended().get(10, TimeUnit.SECONDS)).contains("end of its stream");
    assertThat(answer).failsWithin(10, TimeUnit.SECONDS);
    assertThat(failureOf(Far::hang).kind()).isEqualTo(ControlError.Kind.DISCONNECTED);
    assertThat(failureOf(Far::hang)).hasMessageContaining("far").hasMessageContaining("has ended");
  }

  @Test
  void notifications_arrive_in_order() throws Exception {
    for (int i = 0; i < 1000; i++) {
      far.remote().tell(i, "far");
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(new Told(i, "far"));
    }
  }

  @Test
  void peer_that_does_not_read_makes_calls_time_out_instead_of_hanging_them() throws Exception {
    PipedOutputStream fromNobody = new PipedOutputStream();
    CountDownLatch released = new CountDownLatch(1);
    try (PipedInputStream silent = new PipedInputStream(fromNobody);
        ControlChannel<Far> stuck =
            ControlChannel.open("stuck", silent, blockedUntil(released), listener, Far.class)) {
      for (int i = 0; i < 3; i++) {
        ControlException failure =
            catchThrowableOfType(
                ControlException.class, () -> stuck.call("hang", Duration.ofMillis(30), Far::hang));
        assertThat(failure.kind()).isEqualTo(ControlError.Kind.TIMEOUT);
      }
    } finally {
      released.countDown();
    }
  }

  @Test
  void another_version_is_refused_with_both_numbers() {
    ControlException failure =
        catchThrowableOfType(
            ControlException.class, () -> ControlProtocol.requireVersion("agent", 99));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.BAD_REQUEST);
    assertThat(failure).hasMessageContaining("99").hasMessageContaining("version 1");
  }

  private ControlException failureOf(Function<Far, CompletableFuture<Void>> request) {
    return catchThrowableOfType(ControlException.class, () -> near.call("a call", LIMIT, request));
  }

  /** Sends a message by hand over a channel of its own, and returns the raw answer. */
  @SuppressWarnings("try") // the channel is there to answer, nobody speaks to it
  private String answerTo(String method, String parameters) throws Exception {
    PipedOutputStream request = new PipedOutputStream();
    PipedInputStream answer = new PipedInputStream(1 << 16);
    try (ControlChannel<Near> raw =
        ControlChannel.open(
            "raw",
            new PipedInputStream(request, 1 << 16),
            new PipedOutputStream(answer),
            service,
            Near.class)) {
      List<String> answers = new ArrayList<>();
      for (String params : List.of(parameters, "{\"seed\":1,\"file\":2,\"generation\":3}")) {
        String name = answers.isEmpty() ? method : "far/verdict";
        send(request, name, params);
        answers.add(receive(answer));
      }
      assertThat(answers.get(1)).as("the channel lives on").contains("\"result\"");
      return answers.get(0);
    }
  }

  private static void send(PipedOutputStream target, String method, String params)
      throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}";
    target.write(
        ("Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    target.flush();
  }

  private static String receive(PipedInputStream source) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      header.append((char) source.read());
    }
    int length = Integer.parseInt(header.toString().replaceAll("\\D", ""));
    return new String(source.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static OutputStream blockedUntil(CountDownLatch latch) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        try {
          latch.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    };
  }
}
