package org.fusefixture.control.mount;

import java.util.Objects;

/**
 * An access to a payload after its reply.
 *
 * @param unique of the WRITE request
 * @param nodeId of the inode
 * @param offset in the file, in bytes
 * @param size of the payload in bytes
 * @param action what was done: RECORDED, HELD, REFUSED, ...
 * @param stack of the access, one frame a line
 */
public record LateAccessReport(
    long unique, long nodeId, long offset, int size, String action, String stack) {
  public LateAccessReport {
    Objects.requireNonNull(action, "action");
    stack = stack == null ? "" : stack;
  }
}
