package org.fusefixture.internal.control.file;

/**
 * Who got a signal.
 *
 * @param threads that were in a system call on the file
 */
public record Interrupted(int threads) {}
