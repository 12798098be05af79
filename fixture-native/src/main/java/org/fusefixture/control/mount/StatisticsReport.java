package org.fusefixture.control.mount;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counters of a session.
 *
 * @param requests number of requests by name of the opcode; opcodes without any are absent
 * @param memoryWrites WRITE requests whose payload came by read(2)
 * @param pipeWrites WRITE requests whose payload came by splice(2)
 * @param memoryBytes payload bytes that came by read(2)
 * @param pipeBytes payload bytes that came by splice(2)
 * @param replies sent, errors included
 * @param errors replies with an error number
 */
public record StatisticsReport(
    Map<String, Long> requests,
    long memoryWrites,
    long pipeWrites,
    long memoryBytes,
    long pipeBytes,
    long replies,
    long errors) {

  /** All zero. */
  public static final StatisticsReport EMPTY = new StatisticsReport(Map.of(), 0, 0, 0, 0, 0, 0);

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
        + " from memory, "
        + pipeWrites
        + " from pipes, replies: "
        + replies
        + ", errors: "
        + errors;
  }
}
