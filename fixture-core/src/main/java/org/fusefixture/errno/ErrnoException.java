package org.fusefixture.errno;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends an operation of a filesystem with an error number; the session answers the request with it.
 *
 * <p>It carries no stack trace: an error number is an ordinary answer of a filesystem.
 */
public final class ErrnoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the caller gets. */
  private final Errno errno;

  /**
   * Ends the operation with an error number and its {@linkplain Errno#description() description}.
   *
   * @param errno what the caller gets
   */
  public ErrnoException(Errno errno) {
    this(errno, errno.description());
  }

  /**
   * Ends the operation with an error number and a reason for people.
   *
   * @param errno what the caller gets
   * @param message why; the error is put before it
   */
  public ErrnoException(Errno errno, String message) {
    this(errno, message, null);
  }

  /**
   * As {@link #ErrnoException(Errno, String)}.
   *
   * @param errno what the caller gets
   * @param message why; the error is put before it
   * @param cause what the operation failed with
   */
  public ErrnoException(Errno errno, String message, @Nullable Throwable cause) {
    super(errno + ": " + message, cause, false, false);
    this.errno = Objects.requireNonNull(errno);
  }

  /** {@return what the caller gets} */
  public Errno errno() {
    return errno;
  }
}
