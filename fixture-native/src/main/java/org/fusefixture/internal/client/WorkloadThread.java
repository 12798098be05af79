package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.comparison.WorkloadSpec.Operation;
import org.fusefixture.comparison.WorkloadSpec.Pattern;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.WorkloadService.Round;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.NativeBuffer;

/**
 * One thread of a workload: makes its calls as fast as they return. The loop allocates nothing, and
 * reads the clock for those calls only whose latency is taken: in a guest that takes as long as any
 * other system call.
 */
final class WorkloadThread implements Runnable {
  private static final long LONGEST_LATENCY = 3_600_000_000_000L;
  private static final int DIGITS = 3;

  private final int number;
  private final Round round;
  private final String path;
  private final Fd file;
  private final NativeBuffer buffer;
  private final CountDownLatch start;
  private final WorkloadRound.Stop stop;
  private final Histogram latencies = new Histogram(1, LONGEST_LATENCY, DIGITS);
  private long end;

  WorkloadThread(
      int number,
      Round round,
      String path,
      Fd file,
      NativeBuffer buffer,
      CountDownLatch start,
      WorkloadRound.Stop stop) {
    this.number = number;
    this.round = round;
    this.path = path;
    this.file = file;
    this.buffer = buffer;
    this.start = start;
    this.stop = stop;
  }

  /** Of the calls whose latency was taken, in nanoseconds; to be read after the thread's end. */
  Histogram latencies() {
    return latencies;
  }

  /** System.nanoTime() after the last call; to be read after the thread's end. */
  long end() {
    return end;
  }

  @Override
  public void run() {
    try {
      start.await();
      stream();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      stop.fail(e);
    }
    end = System.nanoTime();
  }

  private void stream() {
    WorkloadSpec spec = round.workload();
    boolean writes = spec.operation() == Operation.WRITE;
    boolean random = spec.pattern() == Pattern.RANDOM;
    SplittableRandom offsets = new SplittableRandom(round.seed() + number);
    long address = buffer.address();
    int size = spec.blockSize();
    long blocks = spec.blocks();
    long count = round.operations();
    int every = round.latencyEvery() == 0 ? Integer.MAX_VALUE : round.latencyEvery();
    int untilLatency = every;
    long block = 0;
    for (long done = 0; done < count && !stop.isAsked(); done++) {
      if (random) {
        block = offsets.nextLong(blocks);
      }
      boolean timed = --untilLatency == 0;
      long begin = timed ? System.nanoTime() : 0;
      long result =
          writes
              ? LinuxFiles.tryPwrite(file, address, size, block * size)
              : LinuxFiles.tryPread(file, address, size, block * size);
      if (timed) {
        latencies.recordValue(Math.max(1, System.nanoTime() - begin));
        untilLatency = every;
      }
      if (result != size) {
        throw failed(done, block * size, result);
      }
      if (!random && ++block == blocks) {
        block = 0;
      }
    }
    if (writes && !spec.direct() && !stop.isAsked()) {
      LinuxFiles.fsync(file);
    }
  }

  private RuntimeException failed(long done, long offset, long result) {
    String name = round.workload().operation() == Operation.WRITE ? "pwrite" : "pread";
    String call =
        String.format(
            "%s(%s, %d bytes at %d), call %d of %d of thread %d",
            name,
            quoted(path),
            round.workload().blockSize(),
            offset,
            done + 1,
            round.operations(),
            number);
    if (result < 0) {
      return ClientCall.failure(call, new LinuxException(name, (int) -result, path));
    }
    return ClientCall.failure(
        call,
        new LinuxException(
            name,
            Errno.EIO.number(),
            path,
            "only " + result + " of " + round.workload().blockSize() + " bytes were moved"));
  }
}
