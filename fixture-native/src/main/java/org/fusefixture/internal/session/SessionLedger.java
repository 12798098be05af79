package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.Sent;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.report.FilesystemFailure;
import org.fusefixture.report.SessionStatistics;

/**
 * What a session keeps on record: its counters, the failures of the filesystem, the balance of the
 * kernel's lookups, and requests and replies in the trace. All workers write to it, and counting
 * and tracing make no object.
 */
final class SessionLedger implements Dispatcher.FailureListener {
  private static final Opcode[] OPCODES = Opcode.values();
  private static final int MOST_FAILURES = 100;

  private final AtomicLongArray requests = new AtomicLongArray(OPCODES.length);
  private final AtomicLong writesInMemory = new AtomicLong();
  private final AtomicLong writesInPipe = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();
  private final AtomicLong replies = new AtomicLong();
  private final AtomicLong errorReplies = new AtomicLong();
  private final AtomicLong bytesReplied = new AtomicLong();
  private final AtomicLong repliesSpliced = new AtomicLong();
  private final AtomicLong repliesGone = new AtomicLong();
  private final AtomicLong repliesRefused = new AtomicLong();
  private final AtomicLong interrupts = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final TraceRecorder trace;
  private final LookupBalance lookups = new LookupBalance();
  private final List<FilesystemFailure> firstFailures = new ArrayList<>();
  private long failures;

  /**
   * @param trace gets the requests and the replies
   */
  SessionLedger(TraceRecorder trace) {
    this.trace = trace;
  }

  /**
   * A request was received.
   *
   * @param available bytes of the message that are in memory
   * @param length of the whole message
   */
  void received(Exchange exchange, Request request, ByteBuffer message, int available, int length) {
    Opcode opcode = exchange.opcode();
    requests.getAndIncrement(opcode.ordinal());
    trace.request(exchange.receivedAt(), message, available, length, false);
    if (!opcode.hasReply()) {
      lookups.received(request);
    }
  }

  /**
   * A WRITE was received.
   *
   * @param inPipe whether its data is in a pipe
   * @param available bytes of the message that are in memory
   * @param length of the whole message
   * @param size of the data
   */
  void receivedWrite(
      Exchange exchange, ByteBuffer message, int available, int length, boolean inPipe, int size) {
    requests.getAndIncrement(exchange.opcode().ordinal());
    trace.request(exchange.receivedAt(), message, available, length, inPipe);
    (inPipe ? writesInPipe : writesInMemory).getAndIncrement();
    bytesWritten.getAndAdd(size);
  }

  /** A request of an unknown kind was received. */
  void unknown(ByteBuffer message, int available, int length) {
    unknown.getAndIncrement();
    trace.request(trace.time(), message, available, length, false);
  }

  /** A message was received that is not a request of the protocol. */
  void malformed(
      Opcode opcode, long unique, Throwable cause, ByteBuffer message, int available, int length) {
    requests.getAndIncrement(opcode.ordinal());
    malformed.getAndIncrement();
    failed(opcode, unique, cause);
    trace.request(trace.time(), message, available, length, false);
  }

  /** The filesystem is told of an interrupt. */
  void interrupted() {
    interrupts.getAndIncrement();
  }

  /**
   * A reply is about to be sent, so that what the kernel does because of it comes later.
   *
   * @param length of the reply, or the most it can have where its body is in a file
   */
  void replying(Exchange exchange, ByteBuffer message, int length, boolean fromFile) {
    trace.reply(
        exchange.opcode().number(),
        exchange.unique(),
        exchange.nodeId(),
        exchange.receivedAt(),
        message,
        length,
        fromFile);
  }

  /** An error is about to be sent for a message that is not served. */
  void rejecting(int opcode, long unique, long receivedAt, ByteBuffer message, int length) {
    trace.reply(opcode, unique, 0, receivedAt, message, length, false);
  }

  /** A reply that is about to be sent grants the lookups that it has. */
  void grants(Opcode opcode, ByteBuffer message, int length) {
    lookups.replied(opcode, message, length);
  }

  /** The kernel may get another reply than the filesystem gave: its lookups are not known. */
  void grantsUnknown() {
    lookups.lost();
  }

  /** A reply is handed to the device. */
  void sending(boolean error, int length) {
    replies.getAndIncrement();
    bytesReplied.getAndAdd(length);
    if (error) {
      errorReplies.getAndIncrement();
    }
  }

  /** A reply is handed to the device in a pipe. */
  void sendingSpliced(int length) {
    sending(false, length);
    repliesSpliced.getAndIncrement();
  }

  /** A reply was handed to the device. */
  void sent(Sent sent) {
    if (sent == Sent.GONE) {
      repliesGone.getAndIncrement();
      lookups.lost();
    }
  }

  /** The kernel has refused what a fault has made of a reply. */
  void refused() {
    repliesRefused.getAndIncrement();
  }

  @Override
  public synchronized void failed(Opcode opcode, long unique, Throwable failure) {
    failures++;
    if (firstFailures.size() < MOST_FAILURES) {
      firstFailures.add(FilesystemFailure.of(opcode, new Unique(unique), failure));
    }
  }

  /** The first failures of the filesystem. */
  synchronized List<FilesystemFailure> failures() {
    return List.copyOf(firstFailures);
  }

  /** See {@link LookupBalance#differences}. */
  List<String> lookupDifferences(Map<NodeId, Long> claimed) {
    return lookups.differences(claimed);
  }

  /** Number of replies that were sent. */
  long repliesSent() {
    return replies.get();
  }

  SessionStatistics statistics(long lateAccesses) {
    Map<Opcode, Long> byOpcode = new EnumMap<>(Opcode.class);
    for (Opcode opcode : OPCODES) {
      long count = requests.get(opcode.ordinal());
      if (count > 0) {
        byOpcode.put(opcode, count);
      }
    }
    synchronized (this) {
      return new SessionStatistics(
          byOpcode,
          writesInMemory.get(),
          writesInPipe.get(),
          bytesWritten.get(),
          replies.get(),
          errorReplies.get(),
          bytesReplied.get(),
          repliesSpliced.get(),
          repliesGone.get(),
          repliesRefused.get(),
          interrupts.get(),
          malformed.get(),
          unknown.get(),
          lateAccesses,
          failures);
    }
  }
}
