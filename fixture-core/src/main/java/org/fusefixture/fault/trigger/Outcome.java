package org.fusefixture.fault.trigger;

/** What a sequence says of one request. */
public enum Outcome {
  /** It is left alone. */
  PASS,
  /** It is hit. */
  FAIL
}
