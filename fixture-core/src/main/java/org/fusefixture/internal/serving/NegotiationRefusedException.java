package org.fusefixture.internal.serving;

import java.util.Objects;
import org.fusefixture.errno.Errno;

/**
 * The kernel cannot serve the session that was asked for; the message says why, with versions, and
 * what to do.
 */
public final class NegotiationRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  public NegotiationRefusedException(String reason, Errno errno) {
    super(reason);
    this.errno = Objects.requireNonNull(errno);
  }

  /** Why, as text for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** What to answer the INIT request with: EPROTO or EOPNOTSUPP. */
  public Errno errno() {
    return errno;
  }
}
