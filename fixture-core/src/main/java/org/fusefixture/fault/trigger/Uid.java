package org.fusefixture.fault.trigger;

/**
 * Requests of one caller.
 *
 * @param uid effective user of the caller (fsuid), as an unsigned number
 */
public record Uid(int uid) implements Condition {}
