package org.fusefixture.internal.trace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.trace.TraceEvent;

/**
 * Records what a session does: the first bytes of each message, in rings that few threads share.
 * Messages are decoded on demand.
 */
public final class TraceRecorder {
  /** Events that each ring keeps. */
  static final int CAPACITY = 2048;

  /** No time was taken, as nothing was recorded then. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final int RINGS = 16;
  private static final int NO_FLAGS = 0;

  /** The payload is in a pipe. */
  static final int IN_PIPE = 1;

  /** The length of the reply is an upper bound: its body is in a file. */
  static final int FROM_FILE = 2;

  private static final int REPLY_KEPT = 32;
  private static final ByteBuffer NO_MESSAGE = ByteBuffer.allocate(0);

  private final AtomicReferenceArray<TraceRing> rings = new AtomicReferenceArray<>(RINGS);
  private volatile boolean on = true;

  /** Whether anything is recorded. */
  public boolean isOn() {
    return on;
  }

  /**
   * Now, by {@link System#nanoTime}, or {@link #NO_TIME} while nothing is recorded: in User Mode
   * Linux to read the clock is a system call of 20 us, which a request need not pay for nothing.
   */
  public long time() {
    return on ? System.nanoTime() : NO_TIME;
  }

  /** Resumes or stops recording; what was recorded stays. */
  public void switchOn(boolean value) {
    on = value;
  }

  /**
   * A request was received.
   *
   * @param nanos when, by {@link #time}
   * @param message from index 0, as far as it is in memory
   * @param available bytes of it that are in memory
   * @param length of the whole message
   * @param inPipe whether its payload is in a pipe
   */
  public void request(long nanos, ByteBuffer message, int available, int length, boolean inPipe) {
    if (on) {
      ring()
          .record(
              nanos == NO_TIME ? System.nanoTime() : nanos,
              head(TraceEvent.Kind.REQUEST, 0, inPipe ? IN_PIPE : NO_FLAGS, 0),
              0,
              0,
              -1,
              -1,
              -1,
              message,
              available,
              length,
              null);
    }
  }

  /**
   * A reply is about to be sent.
   *
   * @param opcode of its request, as on the wire
   * @param receivedAt when the request was received, by {@link #time}
   * @param message the reply from index 0, its header among it
   * @param length of the reply, or the most it may have where the body is in a file
   */
  public void reply(
      int opcode,
      long unique,
      long node,
      long receivedAt,
      ByteBuffer message,
      int length,
      boolean fromFile) {
    if (on) {
      long nanos = System.nanoTime();
      int error = fromFile ? 0 : ReplyHeader.error(message);
      ring()
          .record(
              nanos,
              head(TraceEvent.Kind.REPLY, opcode, fromFile ? FROM_FILE : NO_FLAGS, error),
              unique,
              node,
              -1,
              length,
              receivedAt == NO_TIME ? -1 : nanos - receivedAt,
              message,
              fromFile ? 0 : Math.min(length, REPLY_KEPT),
              length,
              null);
    }
  }

  /**
   * Something else happened, now.
   *
   * @param kind LATE_ACCESS, NOTIFICATION or FAULT
   * @param opcode of the request that it belongs to, as on the wire, or 0
   * @param offset in the file, or -1
   * @param size in bytes, or -1
   * @param detail as text; a hot path must not format one
   */
  public void event(
      TraceEvent.Kind kind,
      int opcode,
      long unique,
      long node,
      long offset,
      long size,
      String detail) {
    if (on) {
      ring()
          .record(
              System.nanoTime(),
              head(kind, opcode, NO_FLAGS, 0),
              unique,
              node,
              offset,
              size,
              -1,
              NO_MESSAGE,
              0,
              0,
              detail);
    }
  }

  /**
   * What is kept, by time.
   *
   * @param parameters of the session, which decide the layout of some requests
   */
  public List<TraceEvent> events(SessionParameters parameters) {
    TraceDecoder decoder = new TraceDecoder(parameters);
    List<TraceEvent> events = new ArrayList<>();
    for (int index = 0; index < RINGS; index++) {
      TraceRing ring = rings.get(index);
      if (ring != null) {
        ring.read(copy -> events.add(decoder.decode(copy)));
      }
    }
    events.sort(Comparator.comparingLong(TraceEvent::nanos));
    return events;
  }

  /** Number of events that were overwritten. */
  public long dropped() {
    long dropped = 0;
    for (int index = 0; index < RINGS; index++) {
      TraceRing ring = rings.get(index);
      dropped += ring == null ? 0 : ring.dropped();
    }
    return dropped;
  }

  private TraceRing ring() {
    int index = (int) Thread.currentThread().getId() & (RINGS - 1);
    TraceRing ring = rings.get(index);
    if (ring == null) {
      rings.compareAndSet(index, null, new TraceRing(CAPACITY));
      ring = rings.get(index);
    }
    return ring;
  }

  private static long head(TraceEvent.Kind kind, int opcode, int flags, int errno) {
    return kind.ordinal() | (opcode & 0xffffL) << 8 | (long) flags << 24 | (long) errno << 32;
  }
}
