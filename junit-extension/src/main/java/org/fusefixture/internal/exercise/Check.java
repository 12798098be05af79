package org.fusefixture.internal.exercise;

/**
 * One thing to try.
 *
 * @param name in a few words, for messages
 */
record Check(String name, Action action) {
  /** What is tried. */
  @FunctionalInterface
  interface Action {
    void on(CheckContext context);
  }
}
