package org.fusefixture.internal.control;

/** A call of the control API failed; thrown on both sides of a channel. */
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ControlError error;

  public ControlException(ControlError error) {
    this(error, null);
  }

  public ControlException(ControlError error, Throwable cause) {
    super(describe(error), cause);
    this.error = error;
  }

  /** What went wrong. */
  public ControlError error() {
    return error;
  }

  /** What sort of failure this is. */
  public ControlError.Kind kind() {
    return error.kind();
  }

  private static String describe(ControlError error) {
    StringBuilder text = new StringBuilder();
    if (!error.call().isEmpty()) {
      text.append(error.call()).append(": ");
    }
    text.append(error.message());
    if (!error.detail().isEmpty()) {
      text.append(System.lineSeparator()).append(error.detail());
    }
    return text.toString();
  }
}
