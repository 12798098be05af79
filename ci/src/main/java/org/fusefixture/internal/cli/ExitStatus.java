package org.fusefixture.internal.cli;

/** What the commands exit with, beside 0 and the status of a command that was run. */
final class ExitStatus {
  /** The command line is wrong (picocli's own choice). */
  static final int USAGE = 2;

  /**
   * What was asked for cannot be had here, or failed; the message says why (as EX_UNAVAILABLE of
   * sysexits.h).
   */
  static final int UNAVAILABLE = 69;

  /** What was claimed of a comparison was refuted. */
  static final int REFUTED = 1;

  /** A comparison did not decide what was claimed (as EX_TEMPFAIL of sysexits.h: try again). */
  static final int UNDECIDED = 75;

  /** A defect of the fixture (as EX_SOFTWARE of sysexits.h). */
  static final int DEFECT = 70;

  /** The command that was run passed its time limit (as timeout(1)). */
  static final int TIMED_OUT = 124;

  private ExitStatus() {}
}
