package org.fusefixture.internal.control.command;

/**
 * How a command ended; all of its output was sent before.
 *
 * @param status exit status as a shell gives it: 128 + number for a signal
 * @param timedOut whether the limit passed and the process group was killed
 * @param millis that it ran
 */
public record RunResult(int status, boolean timedOut, long millis) {}
