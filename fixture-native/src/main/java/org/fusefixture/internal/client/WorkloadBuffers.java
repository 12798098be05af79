package org.fusefixture.internal.client;

import java.util.HashMap;
import java.util.Map;
import org.fusefixture.internal.linux.NativeBuffer;

/**
 * Memory that a workload writes from and reads into, kept from round to round: in a guest a page
 * fault takes longer than the copy of a page.
 */
final class WorkloadBuffers implements AutoCloseable {
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
