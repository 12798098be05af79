package org.fusefixture.comparison;

/**
 * A comparison is impossible here, or a round of it is void; the message says why and what to do.
 */
public final class ComparisonFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ComparisonFailedException(String message) {
    super(message);
  }

  public ComparisonFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
