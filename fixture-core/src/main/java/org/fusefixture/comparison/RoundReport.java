package org.fusefixture.comparison;

import java.util.Objects;

/**
 * What a round took. Times are in nanoseconds.
 *
 * @param operations number of calls of all threads
 * @param bytes that they moved
 * @param nanos from the start of all threads to the end of the last
 * @param clientCpuNanos CPU time of the client process, user and kernel (clock_gettime(2) of its
 *     process clock)
 * @param serverCpuNanos the same of the server process
 * @param clockNanos what one reading of the clock takes here
 * @param latencies a histogram of nanoseconds, as {@code HdrHistogram} encodes it compressed, in
 *     base 64; empty if no latency was taken
 * @param transfers what server and kernel counted in the round
 */
public record RoundReport(
    long operations,
    long bytes,
    long nanos,
    long clientCpuNanos,
    long serverCpuNanos,
    long clockNanos,
    String latencies,
    RoundTransfers transfers) {
  /**
   * Refuses null.
   *
   * @param operations as {@link #operations()}
   * @param bytes as {@link #bytes()}
   * @param nanos as {@link #nanos()}
   * @param clientCpuNanos as {@link #clientCpuNanos()}
   * @param serverCpuNanos as {@link #serverCpuNanos()}
   * @param clockNanos as {@link #clockNanos()}
   * @param latencies as {@link #latencies()}
   * @param transfers as {@link #transfers()}
   */
  public RoundReport {
    Objects.requireNonNull(latencies, "latencies");
    Objects.requireNonNull(transfers, "transfers");
  }

  /**
   * How payloads travelled in a round: the differences of what the session and, on the patched
   * kernel, the kernel counted before and after it.
   *
   * @param writesInMemory WRITEs whose payload reached the server by read(2)
   * @param writesInPipe WRITEs whose payload reached the server by splice(2)
   * @param bytesWritten payload of all WRITEs
   * @param reads READs that reached the server
   * @param pagesCounted whether the kernel counts pages
   * @param pagesCopied user pages of WRITEs that the kernel copied for the server
   * @param pagesReferenced user pages of WRITEs that reached the server's pipe themselves
   */
  public record RoundTransfers(
      long writesInMemory,
      long writesInPipe,
      long bytesWritten,
      long reads,
      boolean pagesCounted,
      long pagesCopied,
      long pagesReferenced) {}
}
