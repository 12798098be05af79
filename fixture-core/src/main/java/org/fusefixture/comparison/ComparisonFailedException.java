package org.fusefixture.comparison;

/**
 * A comparison is impossible here, or a round of it is void; the message says why and what to do.
 */
public final class ComparisonFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * No numbers come of it.
   *
   * @param message why, and what to do
   */
  public ComparisonFailedException(String message) {
    super(message);
  }

  /**
   * No numbers come of it.
   *
   * @param message why, and what to do
   * @param cause what failed
   */
  public ComparisonFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
