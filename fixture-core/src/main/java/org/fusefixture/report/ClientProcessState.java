package org.fusefixture.report;

/**
 * What became of a client process and of its call.
 *
 * @param alive whether the process is there
 * @param returned whether the call has returned
 * @param result number of bytes, or -errno; 0 unless it has returned
 * @param exit how the process ended, for example "SIGKILL"; empty while it is alive
 */
public record ClientProcessState(boolean alive, boolean returned, long result, String exit) {}
