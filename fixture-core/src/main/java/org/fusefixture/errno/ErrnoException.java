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

  private final Errno errno;

  public ErrnoException(Errno errno) {
    this(errno, errno.description());
  }

  public ErrnoException(Errno errno, String message) {
    this(errno, message, null);
  }

  /**
   * As {@link #ErrnoException(Errno, String)}.
   *
   * @param cause what the operation failed with
   */
  public ErrnoException(Errno errno, String message, @Nullable Throwable cause) {
    super(errno + ": " + message, cause, false, false);
    this.errno = Objects.requireNonNull(errno);
  }

  /** What the caller gets. */
  public Errno errno() {
    return errno;
  }
}
