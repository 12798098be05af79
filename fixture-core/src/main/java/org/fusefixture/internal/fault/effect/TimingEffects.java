package org.fusefixture.internal.fault.effect;

import java.time.Duration;
import java.util.Optional;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** Effects that hold a request up. A request that waits holds up no worker. */
public sealed interface TimingEffects extends FaultEffect {
  @Override
  default Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.ifReached(opcode, phase);
  }

  /**
   * The request is held up for a time.
   *
   * @param by the time
   * @param jitter most time that is added to it, drawn evenly for each request
   */
  record Delay(Duration by, Duration jitter) implements TimingEffects {
    public Delay {
      if (by.isNegative() || jitter.isNegative() || by.plus(jitter).isZero()) {
        throw new IllegalArgumentException(
            "by (" + by + ") and jitter (" + jitter + ") must not be negative, nor both be zero");
      }
    }

    @Override
    public Acts acts() {
      return Acts.whileUnanswered(context -> context.hold(nanos(context.draw())));
    }

    @Override
    public String detail(long draw) {
      return nanos(draw) / 1000 + " us";
    }

    private long nanos(long draw) {
      long spread = jitter.toNanos();
      return by.toNanos() + (spread == 0 ? 0 : Long.remainderUnsigned(draw, spread + 1));
    }
  }

  /**
   * The request is held until the rule is released, removed or reset.
   *
   * @param limit time after which it goes on by itself; 0 for never
   */
  record Hang(Duration limit) implements TimingEffects {
    public Hang {
      Checks.requireNotNegative("limit", limit);
    }

    @Override
    public Acts acts() {
      return Acts.whileUnanswered(context -> context.holdUntilReleased(limit));
    }
  }

  /**
   * Requests are served at a limited rate, one after the other.
   *
   * @param bytesPerSecond of payload and of data that is read; 0 for no limit
   * @param operationsPerSecond requests; 0 for no limit
   */
  record Throttle(long bytesPerSecond, long operationsPerSecond) implements TimingEffects {
    private static final double SECOND_NANOS = 1e9;

    public Throttle {
      Checks.requireNotNegative("bytes-per-second", bytesPerSecond);
      Checks.requireNotNegative("operations-per-second", operationsPerSecond);
      if (bytesPerSecond == 0 && operationsPerSecond == 0) {
        throw new IllegalArgumentException(
            "no limit is given; name bytes-per-second or operations-per-second");
      }
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return bytesPerSecond > 0 && !opcode.hasRange()
          ? Optional.of(opcode + " moves no bytes; limit its operations-per-second instead")
          : Checks.ifReached(opcode, phase);
    }

    @Override
    public Acts acts() {
      return Acts.whileUnanswered(context -> context.holdInQueue(nanos(context.request().size())));
    }

    private long nanos(long bytes) {
      double operation = operationsPerSecond == 0 ? 0 : SECOND_NANOS / operationsPerSecond;
      double transfer = bytesPerSecond == 0 ? 0 : SECOND_NANOS * bytes / bytesPerSecond;
      return (long) Math.max(operation, transfer);
    }
  }

  /**
   * The reply is sent after replies that came later.
   *
   * @param behind number of replies that overtake it
   * @param limit time after which it is sent even though fewer did; 0 for one second
   */
  record Reorder(int behind, Duration limit) implements TimingEffects {
    public Reorder {
      Checks.requirePositive("behind", behind);
      Checks.requireNotNegative("limit", limit);
      limit = limit.isZero() ? Duration.ofSeconds(1) : limit;
    }

    @Override
    public Acts acts() {
      return new Acts().beforeReply(context -> context.holdForReplies(behind, limit));
    }
  }
}
