package org.fusefixture.internal.agent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what the kernel does not announce. */
final class Pauses {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Pauses() {}

  static void shortly() {
    LockSupport.parkNanos(NANOS);
  }
}
