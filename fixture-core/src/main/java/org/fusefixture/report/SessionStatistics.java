package org.fusefixture.report;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.filesystem.Opcode;

/**
 * What a session has done so far. A value; each {@code withX} gives a changed copy.
 *
 * @param requests number of requests received, by opcode; opcodes without any are absent
 * @param writesInMemory WRITEs whose payload came by read(2)
 * @param writesInPipe WRITEs whose payload came by splice(2)
 * @param bytesWritten payload bytes of all WRITEs
 * @param replies replies sent, including errors
 * @param errorReplies replies that were errors
 * @param bytesReplied bytes of all replies, including headers
 * @param repliesSpliced replies whose body came out of a file by splice(2)
 * @param repliesGone replies that nobody waited for any more
 * @param repliesRefused replies made by faults that the kernel refused
 * @param interrupts INTERRUPTs that reached the filesystem
 * @param malformed messages that were not requests of the protocol, answered with EIO
 * @param unknown requests with an unknown opcode, answered with ENOSYS
 * @param lateAccesses payloads accessed after their reply, including those that are not listed
 * @param failures failures of the filesystem, including those that are not listed
 */
@RecordBuilder
public record SessionStatistics(
    Map<Opcode, Long> requests,
    long writesInMemory,
    long writesInPipe,
    long bytesWritten,
    long replies,
    long errorReplies,
    long bytesReplied,
    long repliesSpliced,
    long repliesGone,
    long repliesRefused,
    long interrupts,
    long malformed,
    long unknown,
    long lateAccesses,
    long failures)
    implements SessionStatisticsBuilder.With {

  /** All zero. */
  public static final SessionStatistics EMPTY =
      new SessionStatistics(Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Copies the map.
   *
   * @param requests as {@link #requests()}
   * @param writesInMemory as {@link #writesInMemory()}
   * @param writesInPipe as {@link #writesInPipe()}
   * @param bytesWritten as {@link #bytesWritten()}
   * @param replies as {@link #replies()}
   * @param errorReplies as {@link #errorReplies()}
   * @param bytesReplied as {@link #bytesReplied()}
   * @param repliesSpliced as {@link #repliesSpliced()}
   * @param repliesGone as {@link #repliesGone()}
   * @param repliesRefused as {@link #repliesRefused()}
   * @param interrupts as {@link #interrupts()}
   * @param malformed as {@link #malformed()}
   * @param unknown as {@link #unknown()}
   * @param lateAccesses as {@link #lateAccesses()}
   * @param failures as {@link #failures()}
   */
  public SessionStatistics {
    requests = Map.copyOf(requests);
  }

  /**
   * {@return the number of requests of one kind}
   *
   * @param opcode the kind
   */
  public long requests(Opcode opcode) {
    return requests.getOrDefault(opcode, 0L);
  }

  @Override
  public String toString() {
    return new TreeMap<>(requests)
        + ", writes: "
        + writesInMemory
        + " in memory, "
        + writesInPipe
        + " in pipes, replies: "
        + replies
        + ", of them errors: "
        + errorReplies;
  }
}
