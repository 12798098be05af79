package org.fusefixture.internal.control.mount;

/**
 * The end of a {@link LateAccessWait}.
 *
 * @param settled false when the limit passed first
 */
public record LateAccessesSettled(boolean settled) {}
