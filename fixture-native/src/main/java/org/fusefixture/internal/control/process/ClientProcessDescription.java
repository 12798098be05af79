package org.fusefixture.internal.control.process;

/**
 * A client process.
 *
 * @param process identifies it in this sandbox
 * @param pid as the sandbox sees it
 */
public record ClientProcessDescription(int process, long pid) {}
