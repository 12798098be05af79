package org.fusefixture.internal.sandbox;

/** A sandbox cannot be started, or died. */
public final class SandboxFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what happened and what to do
   */
  public SandboxFailedException(String reason) {
    super(reason);
  }

  public SandboxFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** A failure with the end of the agent's log, where there is one. */
  public static SandboxFailedException withLog(String reason, String logTail, Throwable cause) {
    String text = logTail.isBlank() ? reason : reason + "\nlog of the sandbox:\n" + logTail.strip();
    return new SandboxFailedException(text, cause);
  }
}
