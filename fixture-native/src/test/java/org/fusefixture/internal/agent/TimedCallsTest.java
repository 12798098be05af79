package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.client.ClientCall;
import org.fusefixture.internal.client.ClientMount;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.report.AbortReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who answers for a call that took too long: its time limit, whichever thread is first. */
@Timeout(60)
class TimedCallsTest {
  private static final Duration LIMIT = Duration.ofMillis(50);

  @TempDir private Path directory;
  private Connection connection;

  @BeforeEach
  void open() {
    connection = new Connection(new ClientMount(1, directory, false, () -> {}));
  }

  @AfterEach
  void close() {
    connection.client().close();
  }

  @Test
  void call_that_the_abort_ends_before_the_abort_returns_is_a_timeout() {
    var answer = new TimedCalls(new MountTable()).on(connection, LIMIT, this::writeThatHangs);
    connection.returnsFromAbortOnce(answer);
    assertFails(answer, ControlError.Kind.TIMEOUT, "pwrite did not return within 50 ms");
  }

  @Test
  void call_that_somebody_else_ended_by_an_abort_after_its_limit_is_a_timeout() {
    var calls = new TimedCalls(new MountTable());
    var answer =
        calls.on(
            connection,
            LIMIT,
            call -> {
              call.enter("pwrite");
              pause(LIMIT.plusMillis(1));
              connection.abort("watchdog");
              throw cut();
            });
    connection.returnsFromAbortOnce(answer);
    assertFails(answer, ControlError.Kind.TIMEOUT, "did not return within 50 ms");
  }

  @Test
  void call_that_somebody_else_ended_by_an_abort_within_its_limit_tells_of_the_abort() {
    connection.returnsFromAbortOnce(CompletableFuture.completedFuture(null));
    connection.abort("watchdog");
    var calls = new TimedCalls(new MountTable());
    var answer = calls.on(connection, Duration.ofMinutes(1), this::writeThatHangs);
    assertFails(answer, ControlError.Kind.ERRNO, "aborted: watchdog");
  }

  private String writeThatHangs(ClientCall call) {
    call.enter("pwrite");
    connection.awaitAbort();
    throw cut();
  }

  private static ControlException cut() {
    return new ControlException(
        new ControlError(ControlError.Kind.ERRNO, "pwrite", Errno.ENOTCONN.number(), "cut", ""));
  }

  private static void assertFails(
      CompletableFuture<?> answer, ControlError.Kind kind, String message) {
    assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            ControlException.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection whose abort ends the call at once, but returns only when told. */
  private static final class Connection implements TimedCalls.Cuttable {
    private final ClientMount client;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final CompletableFuture<CompletableFuture<?>> until = new CompletableFuture<>();
    private volatile String reason = "";

    Connection(ClientMount client) {
      this.client = client;
    }

    /** An abort lasts until the call was answered, but not for longer than half a second. */
    void returnsFromAbortOnce(CompletableFuture<?> answered) {
      until.complete(answered);
    }

    void awaitAbort() {
      try {
        assertThat(aborted.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int number() {
      return 1;
    }

    @Override
    public ClientMount client() {
      return client;
    }

    @Override
    public AbortReport abort(String why) {
      boolean first = aborted.getCount() > 0;
      if (first) {
        reason = why;
        aborted.countDown();
        until
            .thenCompose(answer -> answer.handle((value, failure) -> true))
            .completeOnTimeout(false, 500, TimeUnit.MILLISECONDS)
            .join();
      }
      return new AbortReport(reason, "stacks");
    }

    @Override
    public boolean isAborted() {
      return aborted.getCount() == 0;
    }

    @Override
    public ControlException explain(ControlException failure) {
      return new ControlException(
          new ControlError(
              failure.error().kind(),
              failure.error().call(),
              failure.error().errno(),
              "aborted: " + reason,
              ""));
    }
  }
}
