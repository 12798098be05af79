package org.fusefixture.internal.control.file;

/**
 * What a transfer returned.
 *
 * @param bytes moved; less than asked for where the system call was short, 0 at the end of a file
 */
public record Transferred(long bytes) {}
