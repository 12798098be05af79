package org.fusefixture.junit;

import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/** A filesystem could not be mounted as requested, or not be unmounted cleanly. */
public final class MountFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** As {@link #refused()}. */
  private final boolean refused;

  MountFailedException(String message) {
    super(message);
    this.refused = false;
  }

  MountFailedException(String message, ControlException cause) {
    super(message, cause);
    this.refused = cause.kind() == ControlError.Kind.MOUNT_REFUSED;
  }

  /**
   * {@return whether the mode is unavailable or mount(2) failed; otherwise the filesystem failed}
   */
  public boolean refused() {
    return refused;
  }
}
