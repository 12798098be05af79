package org.fusefixture.internal.control.process;

/**
 * Names a client process.
 *
 * @param process from {@link ClientProcessDescription#process()}
 */
public record ClientProcessTarget(int process) {}
