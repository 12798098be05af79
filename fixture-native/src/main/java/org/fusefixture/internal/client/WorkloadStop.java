package org.fusefixture.internal.client;

/** Ends all threads of a round when one fails; keeps the first failure. */
final class WorkloadStop {
  private RuntimeException failure;
  private volatile boolean asked;

  synchronized void fail(RuntimeException why) {
    if (failure == null) {
      failure = why;
    }
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  /** Throws the first failure, if there was one. */
  synchronized void check() {
    if (failure != null) {
      throw failure;
    }
  }
}
