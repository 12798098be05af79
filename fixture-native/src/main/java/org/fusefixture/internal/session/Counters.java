package org.fusefixture.internal.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.report.SessionStatistics;

/** Counts what a session does; updated by all workers without allocating. */
final class Counters {
  private static final Opcode[] OPCODES = Opcode.values();

  private final AtomicLongArray requests = new AtomicLongArray(OPCODES.length);
  final AtomicLong writesInMemory = new AtomicLong();
  final AtomicLong writesInPipe = new AtomicLong();
  final AtomicLong bytesWritten = new AtomicLong();
  final AtomicLong replies = new AtomicLong();
  final AtomicLong errorReplies = new AtomicLong();
  final AtomicLong bytesReplied = new AtomicLong();
  final AtomicLong repliesSpliced = new AtomicLong();
  final AtomicLong repliesGone = new AtomicLong();
  final AtomicLong repliesRefused = new AtomicLong();
  final AtomicLong interrupts = new AtomicLong();
  final AtomicLong malformed = new AtomicLong();
  final AtomicLong unknown = new AtomicLong();

  void request(Opcode opcode) {
    requests.getAndIncrement(opcode.ordinal());
  }

  void write(boolean inPipe, int size) {
    (inPipe ? writesInPipe : writesInMemory).getAndIncrement();
    bytesWritten.getAndAdd(size);
  }

  void reply(boolean error, int length) {
    replies.getAndIncrement();
    bytesReplied.getAndAdd(length);
    if (error) {
      errorReplies.getAndIncrement();
    }
  }

  SessionStatistics statistics(long lateAccesses, long failures) {
    Map<Opcode, Long> byOpcode = new EnumMap<>(Opcode.class);
    for (Opcode opcode : OPCODES) {
      long count = requests.get(opcode.ordinal());
      if (count > 0) {
        byOpcode.put(opcode, count);
      }
    }
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
