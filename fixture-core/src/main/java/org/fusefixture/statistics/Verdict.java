package org.fusefixture.statistics;

/** What measurements say of a claim. */
public enum Verdict {
  /** It holds, with the confidence asked for. */
  SHOWN,
  /** It does not hold, with the confidence asked for. */
  REFUTED,
  /** The measurements do not say. */
  UNDECIDED
}
