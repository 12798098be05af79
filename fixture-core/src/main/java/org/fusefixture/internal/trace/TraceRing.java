package org.fusefixture.internal.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a few threads, as numbers and as the first bytes of their messages. Recording
 * allocates nothing, takes no lock and makes no system call.
 *
 * <p>A slot is a small sequence lock: its stamp is 0 while it is written, then one more than the
 * ticket it was written with. A reader that finds another stamp after copying a slot than before
 * drops the copy. A writer that is stopped for as long as the others take to fill the whole ring
 * can garble one slot; one wrong line in a trace is the price for not waiting.
 *
 * <pre>
 *   long  0     stamp
 *         1     time, in nanoseconds
 *         2     kind (8 bits), opcode (16), flags (8), errno (32)
 *         3     unique
 *         4     node
 *         5     offset
 *         6     size
 *         7     time since the request was received
 *         8     bytes of the message that are kept (32 bits), its length (32)
 *         9-24  the start of the message
 * </pre>
 */
final class TraceRing {
  static final int STRIDE = 25;
  static final int TIME = 1;
  static final int HEAD = 2;
  static final int UNIQUE = 3;
  static final int NODE = 4;
  static final int OFFSET = 5;
  static final int SIZE = 6;
  static final int DURATION = 7;
  static final int LENGTHS = 8;
  static final int MESSAGE = 9;

  /** Bytes of a message that a slot keeps. */
  static final int KEPT = (STRIDE - MESSAGE) * Long.BYTES;

  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] slots;
  private final String[] threads;
  private final @Nullable String[] details;
  private final int mask;
  private final AtomicLong tickets = new AtomicLong();

  /**
   * @param capacity number of events, a power of two
   */
  TraceRing(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity (" + capacity + ") must be a power of two");
    }
    slots = new long[capacity * STRIDE];
    threads = new String[capacity];
    details = new String[capacity];
    mask = capacity - 1;
  }

  /** What was copied of a slot. */
  record Copy(long[] fields, String thread, String detail) {}

  /** Is given each event that is there. */
  @FunctionalInterface
  interface Reader {
    void event(Copy copy);
  }

  void record(
      long nanos,
      long head,
      long unique,
      long node,
      long offset,
      long size,
      long duration,
      ByteBuffer message,
      int available,
      int length,
      @Nullable String detail) {
    long ticket = tickets.getAndIncrement();
    int slot = (int) ticket & mask;
    int at = slot * STRIDE;
    SLOTS.setOpaque(slots, at, 0L);
    VarHandle.releaseFence();
    slots[at + TIME] = nanos;
    slots[at + HEAD] = head;
    slots[at + UNIQUE] = unique;
    slots[at + NODE] = node;
    slots[at + OFFSET] = offset;
    slots[at + SIZE] = size;
    slots[at + DURATION] = duration;
    int kept = Math.min(available, KEPT) & -Long.BYTES;
    for (int index = 0; index < kept; index += Long.BYTES) {
      slots[at + MESSAGE + (index >> 3)] = message.getLong(index);
    }
    if (kept < available && kept < KEPT) {
      slots[at + MESSAGE + (kept >> 3)] = lastBytes(message, kept, available);
      kept = available;
    }
    slots[at + LENGTHS] = (long) length << 32 | kept;
    threads[slot] = Thread.currentThread().getName();
    details[slot] = detail;
    SLOTS.setRelease(slots, at, ticket + 1);
  }

  /** Reads what is there, oldest first. */
  void read(Reader reader) {
    long end = tickets.get();
    for (long ticket = Math.max(0, end - mask - 1); ticket < end; ticket++) {
      int slot = (int) ticket & mask;
      int at = slot * STRIDE;
      long stamp = (long) SLOTS.getAcquire(slots, at);
      if (stamp == 0) {
        continue;
      }
      long[] fields = new long[STRIDE];
      System.arraycopy(slots, at, fields, 0, STRIDE);
      Copy copy = new Copy(fields, threads[slot], details[slot]);
      VarHandle.acquireFence();
      if ((long) SLOTS.getOpaque(slots, at) == stamp) {
        reader.event(copy);
      }
    }
  }

  /** Events that were overwritten. */
  long dropped() {
    return Math.max(0, tickets.get() - mask - 1);
  }

  /** The bytes after the last whole long, in the byte order of the message. */
  private static long lastBytes(ByteBuffer message, int from, int to) {
    long value = 0;
    boolean little = message.order() == java.nio.ByteOrder.LITTLE_ENDIAN;
    for (int index = from; index < to; index++) {
      int place = little ? index - from : Long.BYTES - 1 - (index - from);
      value |= (message.get(index) & 0xffL) << (8 * place);
    }
    return value;
  }
}
