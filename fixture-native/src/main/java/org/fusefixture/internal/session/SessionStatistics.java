package org.fusefixture.internal.session;

import java.util.Map;
import org.fusefixture.filesystem.Opcode;

/**
 * What a session has done so far.
 *
 * @param requests received, by opcode; those never received are absent
 * @param writesInMemory WRITEs whose payload came by read(2)
 * @param writesInPipe WRITEs whose payload came by splice(2)
 * @param bytesWritten payload of all WRITEs
 * @param replies sent, errors among them
 * @param errorReplies replies that were errors
 * @param bytesReplied all replies, headers among them
 * @param repliesSpliced replies whose body came out of a file by splice(2)
 * @param repliesGone replies that nobody waited for any more
 * @param repliesRefused replies made by faults that the kernel refused
 * @param interrupts INTERRUPTs that reached the filesystem
 * @param malformed messages that were not requests of the protocol, answered with EIO
 * @param unknown requests with an unknown opcode, answered with ENOSYS
 * @param lateAccesses payloads accessed after their reply
 * @param failures see {@link FuseSession#failures}, those that were dropped among them
 */
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
    long failures) {

  public SessionStatistics {
    requests = Map.copyOf(requests);
  }

  /** Number of requests of one kind. */
  public long requests(Opcode opcode) {
    return requests.getOrDefault(opcode, 0L);
  }
}
