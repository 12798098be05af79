package org.fusefixture.internal.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.internal.control.WorkloadService.Round;
import org.fusefixture.internal.linux.NativeBuffer;

/** Runs workloads, one round after the other: two at the same time would measure each other. */
public final class Workloads {
  private final Buffers buffers = new Buffers();

  /**
   * Runs a round.
   *
   * @param serverCpuNanos CPU time of the server process so far
   * @return a report without transfers
   * @throws org.fusefixture.internal.control.ControlException that names the call that failed
   */
  public synchronized RoundReport run(ClientCall call, Round round, LongSupplier serverCpuNanos) {
    return WorkloadRound.run(call, round, buffers, serverCpuNanos);
  }

  /** Removes the files of a workload, and gives back its memory. */
  public synchronized void remove(ClientCall call, WorkloadSpec workload) {
    buffers.close();
    for (int i = 0; i < workload.threads(); i++) {
      WorkloadFile.remove(call, i);
    }
  }

  /**
   * Memory that a workload writes from and reads into, kept from round to round: in a guest a page
   * fault takes longer than the copy of a page.
   */
  static final class Buffers implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Map<Integer, NativeBuffer> buffers = new HashMap<>();

    /** The buffer of a thread, all of whose pages exist and differ. */
    NativeBuffer get(int thread, int size) {
      NativeBuffer buffer = buffers.get(thread);
      if (buffer == null || buffer.size() < size) {
        if (buffer != null) {
          buffer.close();
        }
        buffer = NativeBuffer.allocate(size);
        for (int at = 0; at < size; at += PAGE) {
          buffer.bytes().put(at, (byte) (1 + at / PAGE % 255));
        }
        buffers.put(thread, buffer);
      }
      return buffer;
    }

    @Override
    public void close() {
      buffers.values().forEach(NativeBuffer::close);
      buffers.clear();
    }
  }
}
