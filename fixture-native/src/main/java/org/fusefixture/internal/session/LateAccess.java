package org.fusefixture.internal.session;

import java.util.List;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;

/**
 * A payload that was accessed after its reply; its first such access. Only WRITE has payloads.
 *
 * @param unique the request
 * @param nodeId the file
 * @param offset of the write, in the file
 * @param size of the write, in bytes
 * @param consumedBefore number of bytes that were consumed in time
 * @param stack of the access, innermost first
 * @param thread name of the thread
 * @param outcome what was done
 */
public record LateAccess(
    Unique unique,
    NodeId nodeId,
    Offset offset,
    int size,
    int consumedBefore,
    List<StackTraceElement> stack,
    String thread,
    Outcome outcome) {

  public LateAccess {
    stack = List.copyOf(stack);
  }

  LateAccess withOutcome(Outcome value) {
    return new LateAccess(unique, nodeId, offset, size, consumedBefore, stack, thread, value);
  }

  /** What was done. */
  public enum Outcome {
    /** It was let through. */
    RECORDED,

    /** It was under way when the reply was sent, too late to do anything. */
    OVERTAKEN,

    /** It waits for the client's pages to change. */
    HELD,

    /** It was let through after the client's pages had changed. */
    RELEASED,

    /** The pages did not change within the limit, or the session ended; it was let through. */
    HELD_TO_LIMIT,

    /** It was refused. */
    REFUSED
  }
}
