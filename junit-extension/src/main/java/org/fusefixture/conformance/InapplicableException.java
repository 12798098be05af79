package org.fusefixture.conformance;

/** A check does not apply to a filesystem. */
final class InapplicableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InapplicableException(String reason) {
    super(reason, null, false, false);
  }
}
