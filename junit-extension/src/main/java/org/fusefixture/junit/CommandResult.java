package org.fusefixture.junit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How a command in a sandbox ended.
 *
 * @param status exit status as a shell gives it: 128 + number for a signal
 * @param timedOut whether the limit passed and the command was killed
 * @param duration that it ran
 * @param output bytes of its standard output, as UTF-8
 * @param error bytes of its standard error, as UTF-8
 */
public record CommandResult(
    int status, boolean timedOut, Duration duration, String output, String error) {

  static CommandResult of(
      int status, boolean timedOut, Duration duration, byte[] output, byte[] error) {
    return new CommandResult(
        status,
        timedOut,
        duration,
        new String(output, StandardCharsets.UTF_8),
        new String(error, StandardCharsets.UTF_8));
  }

  /** {@return whether the status is 0} */
  public boolean succeeded() {
    return status == 0 && !timedOut;
  }
}
