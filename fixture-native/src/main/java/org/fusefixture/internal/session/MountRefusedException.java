package org.fusefixture.internal.session;

/** A filesystem cannot be mounted as it was asked for; the message says why and what to do. */
public final class MountRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MountRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  public MountRefusedException(String message) {
    super(message);
  }
}
