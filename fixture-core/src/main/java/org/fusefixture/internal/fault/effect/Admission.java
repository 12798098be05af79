package org.fusefixture.internal.fault.effect;

import org.fusefixture.fault.trigger.FaultRequest;

/** Decides whether a rule hits a request, for effects that set in when a limit is reached. */
public interface Admission {
  /** The request is not hit. */
  long NOT_HIT = -1;

  /** Every request is hit, and none of its bytes are spared. */
  Admission ALL_HIT = request -> 0;

  /**
   * Decides about a request that matches.
   *
   * @return {@link #NOT_HIT}, or how many bytes of the request still fit, 0 for none
   */
  long admit(FaultRequest request);

  /** Whether it must see handles being opened and closed. */
  default boolean watchesHandles() {
    return false;
  }

  /** A request that may open a handle was answered. */
  default void opened(long unique, long nodeId, long handle, boolean success) {}

  /** A handle is closed. */
  default void released(long nodeId, long handle) {}
}
