package org.fusefixture.internal.session;

/** A payload was accessed after its reply, and the session's policy refuses that. */
public final class LateAccessException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  LateAccessException(String message) {
    super(message);
  }
}
