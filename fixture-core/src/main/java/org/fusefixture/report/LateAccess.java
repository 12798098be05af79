package org.fusefixture.report;

import java.util.Objects;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;

/**
 * A WRITE whose payload was accessed after its reply; its first such access.
 *
 * @param unique the request
 * @param nodeId the file
 * @param offset of the WRITE, in the file
 * @param size of the payload, in bytes
 * @param consumedBefore number of bytes that were consumed in time
 * @param outcome what was done
 * @param thread name of the thread that accessed it
 * @param stack of the access, one frame a line, innermost first
 */
public record LateAccess(
    Unique unique,
    NodeId nodeId,
    Offset offset,
    int size,
    int consumedBefore,
    Outcome outcome,
    String thread,
    String stack) {

  /**
   * Refuses null.
   *
   * @param unique as {@link #unique()}
   * @param nodeId as {@link #nodeId()}
   * @param offset as {@link #offset()}
   * @param size as {@link #size()}
   * @param consumedBefore as {@link #consumedBefore()}
   * @param outcome as {@link #outcome()}
   * @param thread as {@link #thread()}
   * @param stack as {@link #stack()}
   */
  public LateAccess {
    Objects.requireNonNull(unique, "unique");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(offset, "offset");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(stack, "stack");
  }

  /**
   * {@return the same access, with another outcome}
   *
   * @param value what was done
   */
  public LateAccess withOutcome(Outcome value) {
    return new LateAccess(unique, nodeId, offset, size, consumedBefore, value, thread, stack);
  }

  /** What the session did. */
  public enum Outcome {
    /** It let the access through. */
    RECORDED,

    /** Nothing: the access began before the reply was sent and ended after it. */
    OVERTAKEN,

    /** It holds the access back until the client's pages change. */
    HELD,

    /** It let the access through after the client's pages had changed. */
    RELEASED,

    /** It let the access through because the pages did not change in time, or the session ended. */
    HELD_TO_LIMIT,

    /** It refused the access. */
    REFUSED
  }
}
