package org.fusefixture.internal.fault.trigger;

import java.util.Optional;
import org.fusefixture.fault.trigger.FaultRequest;

/** A condition that is ready to judge requests, and can say why one does not meet it. */
public interface Criterion {
  /**
   * Whether a request meets it.
   *
   * @param sinceSetNanos time since the rule was set; 0 unless {@link #dependsOnTime}
   */
  boolean accepts(FaultRequest request, long sinceSetNanos);

  /** Why a request does not meet it. */
  String explain(FaultRequest request, long sinceSetNanos);

  /** What near misses call it, as in "matched path, but ...". */
  String label();

  /** Whether the answer is the same for all requests on an inode, as long as its names stay. */
  default boolean isOfNode() {
    return false;
  }

  /** Whether it needs the time. */
  default boolean dependsOnTime() {
    return false;
  }

  /** The byte range, if this is one: the engine compares ranges before anything else. */
  default Optional<RequestCondition.Bytes> range() {
    return Optional.empty();
  }
}
