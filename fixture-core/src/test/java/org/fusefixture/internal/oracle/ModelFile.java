package org.fusefixture.internal.oracle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;
import org.fusefixture.oracle.View.Promise;
import org.fusefixture.stamp.Stamp;

/** A file that is always right, and the history that an oracle keeps of it. */
final class ModelFile {
  static final int LIMIT = 8192;
  static final Stamp STAMP = new Stamp(7, 11, 1);

  private static final int SECTOR = 512;

  private final AtomicLong clock = new AtomicLong();
  final Oracle oracle = new Oracle(clock::incrementAndGet, true);
  final FileHistory history = oracle.opened("f", 1, 0, false);
  private final List<byte[]> sinceSync = new ArrayList<>();
  private byte[] bytes = new byte[0];
  private long generation;

  ModelFile() {
    sinceSync.add(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  long generation() {
    return generation;
  }

  /** Does something at random, and does it right. */
  void act(Random random) {
    int start = random.nextInt(LIMIT);
    int size = 1 + random.nextInt(LIMIT - start);
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> write(start, size, size);
      case 3 -> write(start, size, random.nextInt(size + 1));
      case 4 -> truncate(start);
      case 5 -> clear(start, Math.min(start + size, bytes.length));
      case 6 -> append(1 + random.nextInt(700));
      case 7 -> fail(start, size, random.nextInt(size + 1));
      default -> sync();
    }
  }

  Content next() {
    return Content.stamped(STAMP.withGeneration(++generation), 0);
  }

  void write(int start, int size, int count) {
    Content content = next();
    Operation operation = history.write("write", List.of(new Piece(start, start + size, content)));
    put(start, content.at(start, size), count);
    history.ended(operation, count);
  }

  private void fail(int start, int size, int count) {
    Content content = next();
    Operation operation = history.write("write", List.of(new Piece(start, start + size, content)));
    put(start, content.at(start, size), count);
    history.failed(operation);
  }

  private void append(int size) {
    Content content = next();
    boolean known = history.size(Promise.RETURNED).least() == bytes.length;
    Operation operation = history.append("append", List.of(new Piece(0, size, content)));
    long at = bytes.length;
    put(bytes.length, content.moved(at).at(at, size), size);
    history.ended(operation, size);
    if (!known) {
      truncate(0); // after a failed write nobody knows where an append goes
    }
  }

  void truncate(int size) {
    Operation operation = history.truncate("truncate", size);
    become(Arrays.copyOf(bytes, size));
    history.truncated(operation);
  }

  private void clear(int start, int end) {
    if (start < end) {
      Operation operation = history.clear("punch", start, end);
      byte[] next = bytes.clone();
      Arrays.fill(next, start, end, (byte) 0);
      become(next);
      history.stored(operation);
    }
  }

  void sync() {
    history.synced(history.sync());
    sinceSync.clear();
    sinceSync.add(bytes);
  }

  void put(int start, byte[] content, int count) {
    if (count > 0) {
      byte[] next = Arrays.copyOf(bytes, Math.max(bytes.length, start + count));
      System.arraycopy(content, 0, next, start, count);
      become(next);
    }
  }

  private void become(byte[] next) {
    bytes = next;
    sinceSync.add(next);
  }

  /** What a crash may leave: each sector as it was at some time since the last sync. */
  byte[] crash(Random random) {
    int size = sinceSync.get(random.nextInt(sinceSync.size())).length;
    byte[] left = new byte[size];
    for (int at = 0; at < size; at += SECTOR) {
      byte[] state = sinceSync.get(random.nextInt(sinceSync.size()));
      int end = Math.min(at + SECTOR, size);
      if (at < state.length) {
        System.arraycopy(state, at, left, at, Math.min(end, state.length) - at);
      }
    }
    return left;
  }

  IntegrityVerdict judge(byte[] found, View view) {
    long begun = oracle.tick();
    Expectation expected = history.expectation("f", 0, Long.MAX_VALUE, begun, view.promise());
    return FileJudge.judgeSize("f", expected.size(), view, found.length)
        .plus(FileJudge.judge(expected, view, ByteBuffer.wrap(found), 0));
  }
}
