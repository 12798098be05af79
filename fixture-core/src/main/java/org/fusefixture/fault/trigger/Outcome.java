package org.fusefixture.fault.trigger;

/** What a sequence or a cycle says of one request. */
public enum Outcome {
  /** The request is left alone. */
  PASS,

  /** The request is hit. */
  FAIL
}
