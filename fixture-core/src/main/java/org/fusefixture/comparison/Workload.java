package org.fusefixture.comparison;

import java.time.Duration;
import java.util.OptionalLong;
import org.fusefixture.comparison.WorkloadSpec.Operation;
import org.fusefixture.comparison.WorkloadSpec.Pattern;
import org.fusefixture.posix.ByteSize;

/**
 * What a comparison does in each round: a stream of equal calls, each made when the one before has
 * returned, by threads with a file each. Immutable; each {@code withX} returns a changed copy.
 *
 * <pre>{@code
 * Workload.writes(mebibytes(1)).withDirect().withFileSize(mebibytes(256))
 * }</pre>
 */
public final class Workload {
  private static final long USUAL_FILE = 64L << 20;
  private static final Duration USUAL_ROUND = Duration.ofMillis(250);
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);

  private final WorkloadSpec spec;
  private final Duration roundTime;
  private final OptionalLong operations;

  private Workload(WorkloadSpec spec, Duration roundTime, OptionalLong operations) {
    this.spec = spec;
    this.roundTime = roundTime;
    this.operations = operations;
  }

  /**
   * Buffered sequential writes by one thread, in a file of 64 MiB, in rounds of about 250 ms.
   *
   * @param blockSize size of each pwrite(2)
   * @return the workload
   */
  public static Workload writes(ByteSize blockSize) {
    return of(Operation.WRITE, blockSize);
  }

  /**
   * Buffered sequential reads by one thread, of a file of 64 MiB, in rounds of about 250 ms.
   *
   * @param blockSize size of each pread(2)
   * @return the workload
   */
  public static Workload reads(ByteSize blockSize) {
    return of(Operation.READ, blockSize);
  }

  private static Workload of(Operation operation, ByteSize blockSize) {
    int block = requireBlock(blockSize.bytes());
    long file = block * Math.max(1, USUAL_FILE / block);
    WorkloadSpec spec = new WorkloadSpec(operation, Pattern.SEQUENTIAL, false, block, file, 1);
    return new Workload(spec, USUAL_ROUND, OptionalLong.empty());
  }

  /**
   * {@return a copy with O_DIRECT, past the page cache; its block size must be a multiple of 4096
   * bytes}
   */
  public Workload withDirect() {
    return with(spec.withDirect(true));
  }

  /**
   * {@return a copy with offsets drawn from the seed of the comparison, in multiples of the block
   * size}
   */
  public Workload withRandomOffsets() {
    return with(spec.withPattern(Pattern.RANDOM));
  }

  /**
   * {@return a copy with another size of each file}
   *
   * @param size of each file, a multiple of the block size
   */
  public Workload withFileSize(ByteSize size) {
    return with(spec.withSizes(spec.blockSize(), size.bytes()));
  }

  /**
   * {@return a copy with another number of threads}
   *
   * @param count of the client, from 1 to 64
   */
  public Workload withThreads(int count) {
    return with(spec.withThreads(count));
  }

  /**
   * {@return a copy with another time of a round} The warm-up finds the number of calls for it,
   * which is then the same in each round of both modes.
   *
   * @param time approximate, from 1 ms to 10 minutes
   */
  public Workload withRoundsOf(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST_ROUND) > 0) {
      throw new IllegalArgumentException(
          "the time of a round (" + time + ") must be from 1 ms to " + LONGEST_ROUND);
    }
    return new Workload(spec, time, OptionalLong.empty());
  }

  /**
   * {@return a copy with rounds of a number of calls, instead of a time}
   *
   * @param count calls of each thread in a round, 1 or more
   */
  public Workload withOperationsPerRound(long count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "the operations per round (" + count + ") must be positive");
    }
    return new Workload(spec, roundTime, OptionalLong.of(count));
  }

  /** {@return the calls that the client makes} */
  public WorkloadSpec spec() {
    return spec;
  }

  /** {@return the approximate time of a round, unless its number of calls is given} */
  public Duration roundTime() {
    return roundTime;
  }

  /** {@return the number of calls of each thread in a round, if it is given} */
  public OptionalLong operations() {
    return operations;
  }

  @Override
  public String toString() {
    return spec.toString();
  }

  private Workload with(WorkloadSpec changed) {
    return new Workload(changed, roundTime, operations);
  }

  private static int requireBlock(long blockSize) {
    if (blockSize < 1 || blockSize > WorkloadSpec.LARGEST_BLOCK) {
      throw new IllegalArgumentException(
          "the block size ("
              + blockSize
              + " bytes) must be from 1 to "
              + WorkloadSpec.LARGEST_BLOCK);
    }
    return (int) blockSize;
  }
}
