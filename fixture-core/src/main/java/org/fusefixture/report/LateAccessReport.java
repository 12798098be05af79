package org.fusefixture.report;

import java.util.Objects;

/**
 * An access to a payload after its reply.
 *
 * @param unique of the WRITE request
 * @param nodeId of the inode
 * @param offset in the file, in bytes
 * @param size of the payload in bytes
 * @param consumedBefore number of bytes that were consumed in time
 * @param action what was done: RECORDED, OVERTAKEN, HELD, RELEASED, HELD_TO_LIMIT or REFUSED
 * @param thread name of the thread that did it
 * @param stack of the access, one frame a line, innermost first
 */
public record LateAccessReport(
    long unique,
    long nodeId,
    long offset,
    int size,
    int consumedBefore,
    String action,
    String thread,
    String stack) {
  public LateAccessReport {
    Objects.requireNonNull(action, "action");
    thread = thread == null ? "" : thread;
    stack = stack == null ? "" : stack;
  }
}
