package org.fusefixture.comparison;

/** A comparison cannot be had, or a round of it is void; the message says why and what to do. */
public final class ComparisonFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ComparisonFailedException(String message) {
    super(message);
  }

  ComparisonFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
