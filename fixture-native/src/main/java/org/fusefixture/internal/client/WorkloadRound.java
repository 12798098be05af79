package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.internal.control.WorkloadService.Round;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxProcesses;

/** One round of a workload: files and threads made ready, started together, awaited and timed. */
final class WorkloadRound {
  private static final int CLOCK_READINGS = 200;

  private final Round asked;
  private final List<Fd> files = new ArrayList<>();
  private final List<WorkloadThread> streams = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch start = new CountDownLatch(1);
  private final Stop stop = new Stop();

  private WorkloadRound(Round asked) {
    this.asked = asked;
  }

  /**
   * @param serverCpuNanos CPU time of the server process so far
   * @return a report without transfers, which the client does not see
   */
  static RoundReport run(
      ClientCall call, Round asked, Workloads.Buffers buffers, LongSupplier serverCpuNanos) {
    WorkloadRound round = new WorkloadRound(asked);
    try {
      round.prepare(call, buffers);
      call.enter("a round of " + asked.operations() + " " + asked.workload());
      return round.measure(serverCpuNanos);
    } finally {
      round.end(call);
    }
  }

  private void prepare(ClientCall call, Workloads.Buffers buffers) {
    for (int i = 0; i < asked.workload().threads(); i++) {
      var buffer = buffers.get(i, asked.workload().blockSize());
      Fd file = WorkloadFile.open(call, asked.workload(), i, buffer);
      files.add(file);
      WorkloadThread stream =
          new WorkloadThread(i, asked, WorkloadFile.path(i), file, buffer, start, stop);
      streams.add(stream);
      Thread thread = new Thread(stream, "workload-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private RoundReport measure(LongSupplier serverCpuNanos) {
    long clockNanos = clockNanos();
    int self = LinuxProcesses.pid();
    long serverCpu = serverCpuNanos.getAsLong();
    long clientCpu = LinuxProcesses.cpuNanos(self);
    long begin = System.nanoTime();
    start.countDown();
    join();
    stop.check(); // before the server is asked, which may be gone
    clientCpu = LinuxProcesses.cpuNanos(self) - clientCpu;
    serverCpu = serverCpuNanos.getAsLong() - serverCpu;
    long end = streams.stream().mapToLong(WorkloadThread::end).max().orElse(begin);
    long operations = asked.operations() * asked.workload().threads();
    return new RoundReport(
        operations,
        operations * asked.workload().blockSize(),
        Math.max(1, end - begin),
        clientCpu,
        serverCpu,
        clockNanos,
        encodedLatencies(),
        new RoundTransfers(0, 0, 0, 0, false, 0, 0));
  }

  private String encodedLatencies() {
    Histogram all = new Histogram(streams.get(0).latencies());
    streams.forEach(stream -> all.add(stream.latencies()));
    if (all.getTotalCount() == 0) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.allocate(all.getNeededByteBufferCapacity());
    int length = all.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /** Threads that never started wait for nothing; a thread on a hung mount is freed by an abort. */
  private void end(ClientCall call) {
    if (start.getCount() > 0) {
      stop.fail(new IllegalStateException("the round did not start"));
      start.countDown();
      join();
    }
    call.enter("close of the files of a workload");
    files.forEach(Fd::close);
    call.mount().changes().written();
    call.mount().changes().changed();
  }

  private void join() {
    for (Thread thread : threads) {
      boolean ended = !thread.isAlive() && thread.getState() != Thread.State.NEW;
      while (!ended && thread.getState() != Thread.State.NEW) {
        try {
          thread.join();
          ended = true;
        } catch (InterruptedException e) {
          stop.fail(new IllegalStateException("the round was interrupted", e));
        }
      }
    }
  }

  private static long clockNanos() {
    long begin = System.nanoTime();
    long last = begin;
    for (int i = 0; i < CLOCK_READINGS; i++) {
      last = System.nanoTime();
    }
    return (last - begin) / CLOCK_READINGS;
  }

  /** Ends all threads of a round when one fails; keeps the first failure. */
  static final class Stop {
    private RuntimeException failure;
    private volatile boolean asked;

    synchronized void fail(RuntimeException why) {
      if (failure == null) {
        failure = why;
      }
      asked = true;
    }

    boolean isAsked() {
      return asked;
    }

    /** Throws the first failure, if there was one. */
    synchronized void check() {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
