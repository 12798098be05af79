package org.fusefixture.comparison;

import java.util.Locale;
import java.util.Objects;

/**
 * A stream of equal reads or writes, by threads that each have a file of their own. A value; each
 * {@code withX} gives a changed copy.
 *
 * @param operation what each call does
 * @param pattern where in the file it does it
 * @param direct whether files are opened with O_DIRECT; otherwise the page cache is used, and
 *     writes end with fsync(2), inside the time that is taken
 * @param blockSize bytes of each call
 * @param fileSize bytes of each file, a multiple of the block size; a sequential stream starts
 *     again at its end
 * @param threads that make calls at the same time
 */
public record WorkloadSpec(
    Operation operation,
    Pattern pattern,
    boolean direct,
    int blockSize,
    long fileSize,
    int threads) {
  /** Direct I/O in whole pages, so that each page of a request is the client's own. */
  public static final int DIRECT_ALIGNMENT = 4096;

  /** Most bytes of one call. */
  public static final int LARGEST_BLOCK = 1 << 28;

  private static final long LARGEST_FILE = 1L << 40;
  private static final int MOST_THREADS = 64;

  /** What a call does. */
  public enum Operation {
    /** pread(2). */
    READ,
    /** pwrite(2). */
    WRITE
  }

  /** Where a call does it. */
  public enum Pattern {
    /** Each block after the one before. */
    SEQUENTIAL,
    /** Any block, drawn from the round's seed. */
    RANDOM
  }

  /**
   * Refuses sizes that do not suit each other, and too many threads.
   *
   * @param operation as {@link #operation()}
   * @param pattern as {@link #pattern()}
   * @param direct as {@link #direct()}
   * @param blockSize as {@link #blockSize()}
   * @param fileSize as {@link #fileSize()}
   * @param threads as {@link #threads()}
   */
  public WorkloadSpec {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(pattern, "pattern");
    if (blockSize < 1 || blockSize > LARGEST_BLOCK) {
      throw new IllegalArgumentException(
          "the block size (" + blockSize + " bytes) must be from 1 to " + LARGEST_BLOCK);
    }
    if (direct && blockSize % DIRECT_ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          "the block size of direct I/O ("
              + blockSize
              + " bytes) must be a multiple of "
              + DIRECT_ALIGNMENT
              + ": O_DIRECT hands over whole pages; take another block size, or buffered I/O");
    }
    if (fileSize < blockSize || fileSize > LARGEST_FILE || fileSize % blockSize != 0) {
      throw new IllegalArgumentException(
          "the file size ("
              + fileSize
              + " bytes) must be a multiple of the block size ("
              + blockSize
              + " bytes), and at most "
              + LARGEST_FILE);
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads (" + threads + ") must be from 1 to " + MOST_THREADS);
    }
  }

  /** {@return the number of blocks of a file} */
  public long blocks() {
    return fileSize / blockSize;
  }

  /**
   * {@return a copy with another operation}
   *
   * @param value what each call does
   */
  public WorkloadSpec withOperation(Operation value) {
    return new WorkloadSpec(value, pattern, direct, blockSize, fileSize, threads);
  }

  /**
   * {@return a copy with another pattern}
   *
   * @param value where in the file each call does it
   */
  public WorkloadSpec withPattern(Pattern value) {
    return new WorkloadSpec(operation, value, direct, blockSize, fileSize, threads);
  }

  /**
   * {@return a copy with another way to the file, which the block size has to suit}
   *
   * @param value whether files are opened with O_DIRECT
   */
  public WorkloadSpec withDirect(boolean value) {
    return new WorkloadSpec(operation, pattern, value, blockSize, fileSize, threads);
  }

  /**
   * {@return a copy with other sizes, of which one has to suit the other}
   *
   * @param block bytes of each call
   * @param file bytes of each file, a multiple of the block size
   */
  public WorkloadSpec withSizes(int block, long file) {
    return new WorkloadSpec(operation, pattern, direct, block, file, threads);
  }

  /**
   * {@return a copy with another number of threads}
   *
   * @param value from 1 to 64
   */
  public WorkloadSpec withThreads(int value) {
    return new WorkloadSpec(operation, pattern, direct, blockSize, fileSize, value);
  }

  @Override
  public String toString() {
    return pattern.name().toLowerCase(Locale.ROOT)
        + (direct ? " direct " : " buffered ")
        + operation.name().toLowerCase(Locale.ROOT)
        + "s of "
        + blockSize
        + " bytes, "
        + threads
        + (threads == 1 ? " file of " : " files of ")
        + fileSize
        + " bytes";
  }
}
