package org.fusefixture.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counters of a session.
 *
 * @param requests number of requests by name of the opcode; opcodes without any are absent
 * @param memoryWrites WRITE requests whose payload came by read(2)
 * @param pipeWrites WRITE requests whose payload came by splice(2)
 * @param bytesWritten payload bytes of all WRITE requests
 * @param replies sent, errors included
 * @param errors replies with an error number
 * @param malformed messages that were no requests of the protocol
 * @param unknown requests with an opcode that is not known
 * @param lateAccesses payloads accessed after their reply, also those that are not listed
 * @param failures exceptions of the filesystem, also those that are not listed
 */
public record StatisticsReport(
    Map<String, Long> requests,
    long memoryWrites,
    long pipeWrites,
    long bytesWritten,
    long replies,
    long errors,
    long malformed,
    long unknown,
    long lateAccesses,
    long failures) {

  /** All zero. */
  public static final StatisticsReport EMPTY =
      new StatisticsReport(Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public StatisticsReport {
    requests = requests == null ? Map.of() : Map.copyOf(requests);
  }

  /** Number of requests of one opcode, by its name in fuse.h without FUSE_. */
  public long requests(String opcode) {
    return requests.getOrDefault(opcode, 0L);
  }

  @Override
  public String toString() {
    return new TreeMap<>(requests)
        + ", writes: "
        + memoryWrites
        + " in memory, "
        + pipeWrites
        + " in pipes, replies: "
        + replies
        + ", of them errors: "
        + errors;
  }
}
