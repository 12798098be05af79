package org.fusefixture.internal.report;

/** How a test ended. */
public enum Verdict {
  PASSED,
  FAILED,
  /** Not run, or given up; the reason says why. */
  SKIPPED
}
