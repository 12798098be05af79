package org.fusefixture.sample.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
final class ManualClock implements InstantSource {
  static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves on by a second. */
  Instant tick() {
    now = now.plus(Duration.ofSeconds(1));
    return now;
  }
}
