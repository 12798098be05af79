package org.fusefixture.internal.cli;

/** Exit codes of the commands, other than 0 and the status of a command that {@code run} ran. */
final class ExitCodes {
  /** The command line is wrong (picocli's own code). */
  static final int USAGE = 2;

  /**
   * Something is unavailable here, or failed; the message says why (EX_UNAVAILABLE, sysexits.h).
   */
  static final int UNAVAILABLE = 69;

  /** The claim about a comparison was refuted. */
  static final int REFUTED = 1;

  /** The comparison did not decide the claim (EX_TEMPFAIL, sysexits.h: try again). */
  static final int UNDECIDED = 75;

  /** A defect of the fixture (EX_SOFTWARE, sysexits.h). */
  static final int DEFECT = 70;

  /** The command that {@code run} ran exceeded its time limit (as timeout(1)). */
  static final int TIMED_OUT = 124;

  private ExitCodes() {}
}
