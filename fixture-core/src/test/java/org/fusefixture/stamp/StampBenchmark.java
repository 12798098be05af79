package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Stamping and checking of a buffer outside of the heap, as the client does it, next to copying one
 * such buffer to another: {@link ByteBuffer#put(ByteBuffer)}, which the JVM does with its
 * vectorised memcpy. Buffers are used over and over, so that they are in the cache that they fit
 * into; that is where a copy is fastest, and the comparison hardest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StampBenchmark {
  private static final int PAGE = 4096;
  private static final long SEED = 1;
  private static final long OFFSET = 1L << 30;

  /** Of each buffer, in bytes. */
  @Param({"4096", "131072", "1048576"})
  public int size;

  private ByteBuffer source;
  private ByteBuffer target;
  private Stamp stamp;
  private long generation;

  /** Fills both buffers. */
  @Setup
  public void allocate() {
    source = pages();
    target = pages();
    stamp = new Stamp(SEED, 2, 3);
    stamp.fill(source, OFFSET);
  }

  /** The measure. */
  @Benchmark
  public ByteBuffer copy() {
    return target.clear().put(source.clear());
  }

  /** Another generation each time. */
  @Benchmark
  public ByteBuffer stamp() {
    stamp.withGeneration(generation++).fill(target.clear(), OFFSET);
    return target;
  }

  /** Of a buffer that is right: one that is wrong ends the test anyway. */
  @Benchmark
  public long check() {
    StampVerdict verdict = stamp.check(source.clear(), OFFSET);
    if (!verdict.holds()) {
      throw new AssertionError(verdict);
    }
    return verdict.sectors();
  }

  private ByteBuffer pages() {
    return ByteBuffer.allocateDirect(size + PAGE).alignedSlice(PAGE).slice(0, size);
  }
}
