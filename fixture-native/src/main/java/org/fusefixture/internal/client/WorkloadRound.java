package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.internal.control.workload.RoundRequest;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxProcesses;

/** One round of a workload: files and threads made ready, started together, awaited and timed. */
final class WorkloadRound {
  private static final int CLOCK_READINGS = 200;

  private final RoundRequest request;
  private final List<Fd> files = new ArrayList<>();
  private final List<WorkloadThread> streams = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch start = new CountDownLatch(1);
  private final WorkloadStop stop = new WorkloadStop();

  private WorkloadRound(RoundRequest request) {
    this.request = request;
  }

  /**
   * @param serverCpuNanos CPU time of the server process so far
   * @return a report without transfers, which the client does not see
   */
  static RoundReport run(
      CallProgress progress,
      ClientMount mount,
      RoundRequest request,
      WorkloadBuffers buffers,
      LongSupplier serverCpuNanos) {
    WorkloadRound round = new WorkloadRound(request);
    try {
      round.prepare(progress, mount, buffers);
      progress.enter("a round of " + request.operations() + " " + request.workload());
      return round.measure(serverCpuNanos);
    } finally {
      round.end(progress, mount);
    }
  }

  private void prepare(CallProgress progress, ClientMount mount, WorkloadBuffers buffers) {
    for (int i = 0; i < request.workload().threads(); i++) {
      var buffer = buffers.get(i, request.workload().blockSize());
      Fd file = WorkloadFile.open(progress, mount, request.workload(), i, buffer);
      files.add(file);
      WorkloadThread stream =
          new WorkloadThread(i, request, WorkloadFile.path(i), file, buffer, start, stop);
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
    long operations = request.operations() * request.workload().threads();
    return new RoundReport(
        operations,
        operations * request.workload().blockSize(),
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
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
  }

  /** Threads that never started wait for nothing; a thread on a hung mount is freed by an abort. */
  private void end(CallProgress progress, ClientMount mount) {
    if (start.getCount() > 0) {
      stop.fail(new IllegalStateException("the round did not start"));
      start.countDown();
      join();
    }
    progress.enter("close of the files of a workload");
    files.forEach(Fd::close);
    mount.changes().written();
    mount.changes().changed();
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
}
