package org.fusefixture.fault.trigger;

/**
 * Requests of one caller.
 *
 * @param gid effective group of the caller (fsgid), as an unsigned number
 */
public record Gid(int gid) implements Condition {}
