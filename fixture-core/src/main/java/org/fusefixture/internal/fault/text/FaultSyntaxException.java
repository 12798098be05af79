package org.fusefixture.internal.fault.text;

/** A text is not a rule or a scenario; the message names the place and what to write instead. */
public final class FaultSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String field;

  FaultSyntaxException(int line, int column, String field, String message, Throwable cause) {
    super(
        "line "
            + line
            + ", column "
            + column
            + (field.isEmpty() ? "" : ", field \"" + field + "\"")
            + ": "
            + message,
        cause);
    this.line = line;
    this.column = column;
    this.field = field;
  }

  /** Counts from 1. */
  public int line() {
    return line;
  }

  /** Counts from 1. */
  public int column() {
    return column;
  }

  /** The field that is wrong, for example {@code rules[2].fail}; empty for the whole text. */
  public String field() {
    return field;
  }
}
