package org.fusefixture.junit;

import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/**
 * A call of the client failed: the kernel gave an error number, the call took longer than it may
 * and the mount was aborted, or the server is gone.
 */
public final class ClientIOException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ControlError error;

  ClientIOException(ControlException failure) {
    super(failure.getMessage(), failure);
    this.error = failure.error();
  }

  /**
   * {@return the error number; empty where the call did not return one, or Linux has no name for
   * it}
   */
  public Optional<Errno> errno() {
    return Errno.of(error.errno());
  }

  /** {@return the call that failed, with its arguments} */
  public String call() {
    return error.call();
  }

  /** {@return whether the call took longer than it may, so that the connection was aborted} */
  public boolean timedOut() {
    return error.kind() == ControlError.Kind.TIMEOUT;
  }

  /** {@return whether the server process is gone} */
  public boolean serverDied() {
    return error.kind() == ControlError.Kind.SERVER_DIED;
  }

  /**
   * {@return the server's stacks and the end of its standard error, where they belong to the
   * failure}
   */
  public String detail() {
    return error.detail();
  }
}
